import cms_site.core.validators
import cms_site.core.workflow.texts
import django.db.models.deletion
import django_countries.fields
import modelcluster.fields
import modelsearch.index
import partnerships.models.ledger
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('start_date', models.DateField(null=True, verbose_name='date or first day')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='agreement_page', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('memorandum', 'Memorandum'), ('partnership_agreement', 'Partnership agreement'), ('tripartite_aid', 'Tripartite aid agreement'), ('network_memorandum', 'Memorandum with a network of cities'), ('other', 'Other')], max_length=30, verbose_name='kind of agreement')),
                ('valid_from', models.DateField(blank=True, help_text='Leave empty if it is valid from the day it was signed.', null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day. Leave empty if it is not recorded.', null=True, verbose_name='valid to')),
                ('without_end', models.BooleanField(default=False, help_text='If the document says so; “valid to” is empty then.', verbose_name='valid without end')),
                ('chain', models.UUIDField(db_index=True, editable=False, null=True)),
                ('drafted_on', models.DateField(blank=True, null=True, verbose_name='drafted on')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent to the ministry on')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='approved by the ministry on')),
                ('registration_number', models.CharField(blank=True, max_length=50, verbose_name='registration number')),
                ('registration_date', models.DateField(blank=True, null=True, verbose_name='registered on')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('renews', models.ForeignKey(blank=True, help_text='The earlier agreement that this one continues.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.agreement', verbose_name='renews')),
                ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='scan')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'abstract': False,
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ConvoyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('start_date', models.DateField(blank=True, help_text='Leave empty until the convoy has arrived: it stays internal.', null=True, verbose_name='arrived on')),
                ('expected_on', models.DateField(blank=True, help_text='Internal: never shown to the public.', null=True, verbose_name='expected on')),
                ('stage', models.CharField(choices=[('announced', 'Announced'), ('arrived', 'Arrived'), ('handing_over', 'Being handed over'), ('closed', 'Closed')], default='announced', editable=False, max_length=20, verbose_name='stage')),
                ('container_count', models.PositiveIntegerField(blank=True, help_text='Used when the containers are not listed one by one. Leave empty if it is not recorded.', null=True, verbose_name='number of containers')),
                ('weight_t', models.DecimalField(blank=True, decimal_places=3, help_text='Leave empty if it is not recorded.', max_digits=9, null=True, verbose_name='total weight as reported, in tonnes')),
                ('agreement', models.ForeignKey(blank=True, help_text='The agreement under which the convoy came, if any.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.agreement', verbose_name='agreement')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'convoy',
                'verbose_name_plural': 'convoys',
                'abstract': False,
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Container',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('number', models.CharField(blank=True, max_length=50, verbose_name='number of the container')),
                ('weight_kg', models.DecimalField(blank=True, decimal_places=2, help_text='Leave empty if unknown.', max_digits=9, null=True, verbose_name='weight, kg')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='containers', to='partnerships.convoypage')),
            ],
            options={
                'verbose_name': 'container',
                'verbose_name_plural': 'containers',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CargoLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('medical', 'Medical goods'), ('school', 'For schools'), ('kindergarten', 'For kindergartens'), ('fire_rescue', 'For fire and rescue services'), ('food', 'Food'), ('clothing', 'Clothing'), ('other', 'Other')], max_length=20, verbose_name='kind of cargo')),
                ('description', models.CharField(blank=True, max_length=255, verbose_name='description')),
                ('quantity', models.DecimalField(blank=True, decimal_places=3, help_text='Leave empty if it is not recorded.', max_digits=12, null=True, verbose_name='quantity')),
                ('unit', models.CharField(blank=True, choices=[('piece', 'pieces'), ('box', 'boxes'), ('pallet', 'pallets'), ('set', 'sets'), ('kg', 'kg'), ('litre', 'litres')], max_length=10, verbose_name='unit')),
                ('weight_kg', models.DecimalField(blank=True, decimal_places=3, help_text='Leave empty if unknown.', max_digits=12, null=True, verbose_name='weight, kg')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='cargo_lines', to='partnerships.convoypage')),
            ],
            options={
                'verbose_name': 'cargo line',
                'verbose_name_plural': 'cargo lines',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ledger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=partnerships.models.ledger.new_code, editable=False, max_length=10, unique=True, verbose_name='code')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('explanation', models.TextField(blank=True, help_text='Shown to the public. Needed if something is left.', verbose_name='why something is left')),
                ('convoy', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ledger', to='partnerships.convoypage', verbose_name='convoy')),
            ],
            options={
                'verbose_name': 'ledger of a convoy',
                'verbose_name_plural': 'ledgers of convoys',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='In Ukrainian.', max_length=255, verbose_name='name')),
                ('name_key', models.CharField(editable=False, max_length=255)),
                ('kind', models.CharField(choices=[('embassy', 'Embassy'), ('consulate', 'Consulate'), ('authority', 'Public authority'), ('international', 'International organisation'), ('network', 'Network of cities'), ('charity', 'Charity'), ('company', 'Company'), ('other', 'Other')], default='other', max_length=20, verbose_name='kind')),
                ('country', django_countries.fields.CountryField(blank=True, help_text='Leave empty if the country is not recorded.', max_length=2, verbose_name='country')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('namesake', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(models.F('name_key'), name='organisation_name_key')],
                'constraints': [models.UniqueConstraint(fields=('name_key', 'namesake'), name='organisation_name_once')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.DecimalField(blank=True, decimal_places=3, help_text='In the unit of the cargo line. Leave empty if it is not recorded.', max_digits=12, null=True, verbose_name='quantity')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('note', models.CharField(blank=True, help_text='Internal: never shown to the public.', max_length=255, verbose_name='note')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
                ('undone_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='undone')),
                ('undo_reason', models.CharField(blank=True, editable=False, max_length=255, verbose_name='why it was undone')),
                ('cargo_line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='hand_overs', to='partnerships.cargoline', verbose_name='cargo line')),
                ('convoy', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='partnerships.convoypage', verbose_name='convoy')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='document')),
                ('recorded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('undone_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
                ('recipient', models.ForeignKey(help_text='An organisation; never a private person.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='recipient')),
            ],
            options={
                'verbose_name': 'hand-over',
                'verbose_name_plural': 'hand-overs',
                'ordering': ['date', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ConvoyDonor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='donors', to='partnerships.convoypage')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'donor of a convoy',
                'verbose_name_plural': 'donors of convoys',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='partnerships.agreement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'party to an agreement',
                'verbose_name_plural': 'parties to agreements',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('name_key', models.CharField(editable=False, max_length=255)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='partnerships.organisation')),
            ],
            options={
                'verbose_name': 'name in another language',
                'verbose_name_plural': 'names in other languages',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationOtherName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('name_key', models.CharField(editable=False, max_length=255)),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='partnerships.organisation')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartnershipPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('start_date', models.DateField(blank=True, help_text='Leave empty if it is not recorded.', null=True, verbose_name='partners since')),
                ('kind', models.CharField(choices=[('sister_city', 'Sister city'), ('cooperation', 'Cooperation'), ('network', 'Network of cities'), ('domestic', 'Partner in Ukraine')], max_length=20, verbose_name='kind of partnership')),
                ('stage', models.CharField(choices=[('contact', 'First contact'), ('letter_sent', 'Letter of intent sent'), ('talks', 'Talks'), ('memorandum', 'Memorandum signed'), ('agreement', 'Agreement signed'), ('active', 'Active'), ('dormant', 'Dormant')], help_text='Left empty, it is the last stage of the history.', max_length=20, verbose_name='stage')),
                ('country', django_countries.fields.CountryField(blank=True, help_text='A network of cities has none.', max_length=2, verbose_name='country')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, help_text='Degrees north of the equator, such as 50.9077.', max_digits=8, null=True, validators=[cms_site.core.validators.validate_latitude], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, help_text='Degrees east of Greenwich, such as 34.7981.', max_digits=8, null=True, validators=[cms_site.core.validators.validate_longitude], verbose_name='longitude')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('notes', models.TextField(blank=True, help_text='Internal: never shown to the public.', verbose_name='notes')),
                ('coat_of_arms', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='coat of arms')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('organisation', models.ForeignKey(blank=True, help_text='The organisation behind a network of cities.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='organisation')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'abstract': False,
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='CooperationArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=255, verbose_name='area')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='partnerships.partnershippage')),
            ],
            options={
                'verbose_name': 'area of cooperation',
                'verbose_name_plural': 'areas of cooperation',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('post', models.CharField(blank=True, max_length=255, verbose_name='post')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email')),
                ('phone', models.CharField(blank=True, max_length=50, verbose_name='telephone')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='partnerships.partnershippage')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='partner',
            field=models.ForeignKey(blank=True, help_text='The partnership that the agreement belongs to, if any.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.partnershippage', verbose_name='partner'),
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('start_date', models.DateField(blank=True, help_text='Leave empty if it is not recorded.', null=True, verbose_name='date or first day')),
                ('stage', models.CharField(choices=[('contact', 'First contact'), ('letter_sent', 'Letter of intent sent'), ('talks', 'Talks'), ('memorandum', 'Memorandum signed'), ('agreement', 'Agreement signed'), ('active', 'Active'), ('dormant', 'Dormant')], max_length=20, verbose_name='stage')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='partnerships.partnershippage')),
            ],
            options={
                'verbose_name': 'stage of a partnership',
                'verbose_name_plural': 'stages of partnerships',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='review_date',
            field=models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date'),
        ),
        migrations.CreateModel(
            name='AgreementIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'section of agreements',
                'verbose_name_plural': 'sections of agreements',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ConvoyIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'section of convoys',
                'verbose_name_plural': 'sections of convoys',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='PartnershipIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'section of partnerships',
                'verbose_name_plural': 'sections of partnerships',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.AddConstraint(
            model_name='convoypage',
            constraint=models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='partnerships_convoypage_ends_after_start', violation_error_message='The end is before the start.'),
        ),
        migrations.AddConstraint(
            model_name='convoypage',
            constraint=models.CheckConstraint(condition=models.Q(('weight_t', None), ('weight_t__gt', 0), _connector='OR'), name='convoy_weight_is_positive', violation_error_message='A weight is more than nothing; leave it empty if it is not recorded.'),
        ),
        migrations.AddConstraint(
            model_name='container',
            constraint=models.CheckConstraint(condition=models.Q(('weight_kg', None), ('weight_kg__gt', 0), _connector='OR'), name='container_weight_is_positive', violation_error_message='A weight is more than nothing; leave it empty if it is not recorded.'),
        ),
        migrations.AlterUniqueTogether(
            name='container',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='cargoline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', None), ('quantity__gt', 0), _connector='OR'), name='cargo_quantity_is_positive', violation_error_message='A quantity is more than nothing; leave it empty if it is not recorded.'),
        ),
        migrations.AddConstraint(
            model_name='cargoline',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', None), models.Q(('unit', ''), _negated=True), _connector='OR'), name='cargo_quantity_has_a_unit', violation_error_message='Choose the unit that the quantity is counted in.'),
        ),
        migrations.AddConstraint(
            model_name='cargoline',
            constraint=models.CheckConstraint(condition=models.Q(('weight_kg', None), ('weight_kg__gt', 0), _connector='OR'), name='cargo_weight_is_positive', violation_error_message='A weight is more than nothing; leave it empty if it is not recorded.'),
        ),
        migrations.AlterUniqueTogether(
            name='cargoline',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='ledger',
            constraint=models.CheckConstraint(condition=models.Q(('explanation', ''), ('closed_on__isnull', False), _connector='OR'), name='ledger_explained_when_closed', violation_error_message='Only a closed ledger is explained.'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(models.F('cargo_line'), models.F('quantity'), condition=models.Q(('undone_at', None)), name='hand_over_of_line'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(models.F('convoy'), models.F('cargo_line'), models.F('recipient'), models.F('quantity'), condition=models.Q(('undone_at', None)), name='hand_over_totals'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', None), ('quantity__gt', 0), _connector='OR'), name='hand_over_quantity_is_positive', violation_error_message='A quantity is more than nothing; leave it empty if it is not recorded.'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at', None), models.Q(('undo_reason', ''), _negated=True), _connector='OR'), name='hand_over_undone_with_reason', violation_error_message='Say why the hand-over is undone.'),
        ),
        migrations.AlterUniqueTogether(
            name='convoydonor',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AlterUniqueTogether(
            name='agreementparty',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='organisationname',
            constraint=models.UniqueConstraint(fields=('record', 'locale'), name='partnerships_organisationname_once_a_language', violation_error_message='This language has a name already.'),
        ),
        migrations.AddConstraint(
            model_name='partnershippage',
            constraint=models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='partnerships_partnershippage_ends_after_start', violation_error_message='The end is before the start.'),
        ),
        migrations.AddConstraint(
            model_name='partnershippage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='partnership_place_is_complete', violation_error_message='Enter both latitude and longitude, or neither.'),
        ),
        migrations.AddConstraint(
            model_name='partnershippage',
            constraint=models.CheckConstraint(condition=models.Q(('latitude', None), models.Q(('latitude__gte', -90), ('latitude__lte', 90)), _connector='OR'), name='partnership_latitude_in_range', violation_error_message='A latitude lies between -90 and 90 degrees.'),
        ),
        migrations.AddConstraint(
            model_name='partnershippage',
            constraint=models.CheckConstraint(condition=models.Q(('longitude', None), models.Q(('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='partnership_longitude_in_range', violation_error_message='A longitude lies between -180 and 180 degrees.'),
        ),
        migrations.AlterUniqueTogether(
            name='cooperationarea',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AlterUniqueTogether(
            name='contact',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(models.F('valid_to'), name='agreement_end'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='partnerships_agreement_ends_after_start', violation_error_message='The end is before the start.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='agreement_ends_after_it_begins', violation_error_message='The agreement would end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('without_end', False), _connector='OR'), name='agreement_without_end_has_no_last_day', violation_error_message='An agreement that is valid without end has no last day.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('registration_date', None), ('registration_number', '')), models.Q(models.Q(('registration_number', ''), _negated=True), ('registration_date__isnull', False)), _connector='OR'), name='agreement_registration_has_a_date', violation_error_message='A registration number needs the date of the registration.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('drafted_on', None), ('sent_on', None), ('sent_on__gte', models.F('drafted_on')), _connector='OR'), models.Q(('sent_on', None), ('approved_on', None), ('approved_on__gte', models.F('sent_on')), _connector='OR'), models.Q(('approved_on', None), ('registration_date', None), ('registration_date__gte', models.F('approved_on')), _connector='OR')), name='agreement_steps_in_order', violation_error_message='The legal steps are not in their order.'),
        ),
        migrations.AddConstraint(
            model_name='stagechange',
            constraint=models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='partnerships_stagechange_ends_after_start', violation_error_message='The end is before the start.'),
        ),
        migrations.AlterUniqueTogether(
            name='stagechange',
            unique_together={('translation_key', 'locale')},
        ),
    ]
