import cms_site.core.workflow.texts
import delegations.models.calendar_address
import django.core.validators
import django.db.models.deletion
import django_countries.fields
import modelcluster.fields
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnerships', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=delegations.models.calendar_address.new_key, editable=False, max_length=43, unique=True, verbose_name='key')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
            },
        ),
        migrations.CreateModel(
            name='DelegationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('start_date', models.DateField(null=True, verbose_name='date or first day')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('register_year', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='year of the register')),
                ('register_number', models.PositiveIntegerField(editable=False, null=True, verbose_name='register number')),
                ('direction', models.CharField(choices=[('incoming', 'Incoming'), ('outgoing', 'Outgoing'), ('domestic', 'Domestic')], max_length=10, verbose_name='direction')),
                ('countries', django_countries.fields.CountryField(blank=True, help_text='Where the guests come from, or where the delegation goes.', max_length=300, multiple=True, verbose_name='countries')),
                ('place', models.CharField(blank=True, help_text='Where the delegation goes or where the visit takes place. Internal until the release time.', max_length=255, verbose_name='place')),
                ('kind', models.CharField(choices=[('official_visit', 'Official visit'), ('working_visit', 'Working visit'), ('business_mission', 'Business mission'), ('study_visit', 'Study visit'), ('expert_mission', 'Expert mission'), ('conference', 'Conference'), ('celebration', 'Celebration'), ('youth_exchange', 'Youth exchange'), ('presentation', 'Presentation'), ('meeting', 'Meeting')], max_length=20, verbose_name='kind')),
                ('official', models.BooleanField(default=False, help_text='Counts in the yearly number of official delegations.', verbose_name='official delegation')),
                ('purpose', models.TextField(blank=True, verbose_name='purpose')),
                ('head_count', models.PositiveIntegerField(blank=True, help_text='All who travelled, the head included. Leave empty if it is not recorded.', null=True, validators=[django.core.validators.MinValueValidator(0, 'The number of people cannot be negative. Leave it empty if it is not recorded.')], verbose_name='number of people')),
                ('outcome', models.TextField(blank=True, help_text='What came of the visit.', verbose_name='outcome')),
                ('cancelled', models.BooleanField(default=False, verbose_name='cancelled')),
                ('cancellation_reason', models.TextField(blank=True, help_text='Internal. Say it to readers in the text if they may know.', verbose_name='reason for cancelling')),
                ('released_at', models.DateTimeField(blank=True, help_text='When place and programme become public. Left empty: when the visit is over.', null=True, verbose_name='release time')),
                ('held_until', models.DateTimeField(blank=True, help_text='Until then the public does not learn that there is a visit, even when it is published.', null=True, verbose_name='held back until')),
                ('notes', models.TextField(blank=True, help_text='Internal: never shown to the public.', verbose_name='notes')),
                ('follow_up_of', models.ForeignKey(blank=True, help_text='The earlier visit that led to this one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='delegations.delegationpage', verbose_name='follow-up of')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.partnershippage', verbose_name='partner')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='delegations_delegationpage_ends_after_start', violation_error_message='The end is before the start.'), models.CheckConstraint(condition=models.Q(('cancelled', False), models.Q(('cancellation_reason', ''), _negated=True), _connector='OR'), name='delegation_cancelled_with_reason', violation_error_message='Say why the visit was cancelled.'), models.CheckConstraint(condition=models.Q(('countries', ''), ('countries__regex', '^(AD|AE|AF|AG|AI|AL|AM|AO|AQ|AR|AS|AT|AU|AW|AX|AZ|BA|BB|BD|BE|BF|BG|BH|BI|BJ|BL|BM|BN|BO|BQ|BR|BS|BT|BV|BW|BY|BZ|CA|CC|CD|CF|CG|CH|CI|CK|CL|CM|CN|CO|CR|CU|CV|CW|CX|CY|CZ|DE|DJ|DK|DM|DO|DZ|EC|EE|EG|EH|ER|ES|ET|FI|FJ|FK|FM|FO|FR|GA|GB|GD|GE|GF|GG|GH|GI|GL|GM|GN|GP|GQ|GR|GS|GT|GU|GW|GY|HK|HM|HN|HR|HT|HU|ID|IE|IL|IM|IN|IO|IQ|IR|IS|IT|JE|JM|JO|JP|KE|KG|KH|KI|KM|KN|KP|KR|KW|KY|KZ|LA|LB|LC|LI|LK|LR|LS|LT|LU|LV|LY|MA|MC|MD|ME|MF|MG|MH|MK|ML|MM|MN|MO|MP|MQ|MR|MS|MT|MU|MV|MW|MX|MY|MZ|NA|NC|NE|NF|NG|NI|NL|NO|NP|NR|NU|NZ|OM|PA|PE|PF|PG|PH|PK|PL|PM|PN|PR|PS|PT|PW|PY|QA|RE|RO|RS|RU|RW|SA|SB|SC|SD|SE|SG|SH|SI|SJ|SK|SL|SM|SN|SO|SR|SS|ST|SV|SX|SY|SZ|TC|TD|TF|TG|TH|TJ|TK|TL|TM|TN|TO|TR|TT|TV|TW|TZ|UA|UG|UM|US|UY|UZ|VA|VC|VE|VG|VI|VN|VU|WF|WS|YE|YT|ZA|ZM|ZW)(,(AD|AE|AF|AG|AI|AL|AM|AO|AQ|AR|AS|AT|AU|AW|AX|AZ|BA|BB|BD|BE|BF|BG|BH|BI|BJ|BL|BM|BN|BO|BQ|BR|BS|BT|BV|BW|BY|BZ|CA|CC|CD|CF|CG|CH|CI|CK|CL|CM|CN|CO|CR|CU|CV|CW|CX|CY|CZ|DE|DJ|DK|DM|DO|DZ|EC|EE|EG|EH|ER|ES|ET|FI|FJ|FK|FM|FO|FR|GA|GB|GD|GE|GF|GG|GH|GI|GL|GM|GN|GP|GQ|GR|GS|GT|GU|GW|GY|HK|HM|HN|HR|HT|HU|ID|IE|IL|IM|IN|IO|IQ|IR|IS|IT|JE|JM|JO|JP|KE|KG|KH|KI|KM|KN|KP|KR|KW|KY|KZ|LA|LB|LC|LI|LK|LR|LS|LT|LU|LV|LY|MA|MC|MD|ME|MF|MG|MH|MK|ML|MM|MN|MO|MP|MQ|MR|MS|MT|MU|MV|MW|MX|MY|MZ|NA|NC|NE|NF|NG|NI|NL|NO|NP|NR|NU|NZ|OM|PA|PE|PF|PG|PH|PK|PL|PM|PN|PR|PS|PT|PW|PY|QA|RE|RO|RS|RU|RW|SA|SB|SC|SD|SE|SG|SH|SI|SJ|SK|SL|SM|SN|SO|SR|SS|ST|SV|SX|SY|SZ|TC|TD|TF|TG|TH|TJ|TK|TL|TM|TN|TO|TR|TT|TV|TW|TZ|UA|UG|UM|US|UY|UZ|VA|VC|VE|VG|VI|VN|VU|WF|WS|YE|YT|ZA|ZM|ZW))*$'), _connector='OR'), name='delegation_country_codes', violation_error_message='Countries are stored by their two-letter codes.'), models.CheckConstraint(condition=models.Q(('follow_up_of', None), models.Q(('follow_up_of', models.F('page_ptr')), _negated=True), _connector='OR'), name='delegation_follows_another', violation_error_message='A visit cannot follow from itself, nor from a visit that followed from it.')],
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=255, verbose_name='full name')),
                ('post', models.CharField(blank=True, max_length=255, verbose_name='post')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='hosts', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'host',
                'verbose_name_plural': 'hosts',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=255, verbose_name='full name')),
                ('post', models.CharField(blank=True, max_length=255, verbose_name='post')),
                ('is_head', models.BooleanField(default=False, verbose_name='head of the delegation')),
                ('public', models.BooleanField(default=True, help_text='Untick for people whom the public page must not name.', verbose_name='public')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'member of the delegation',
                'verbose_name_plural': 'members of the delegation',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_head', True)), fields=('page',), name='delegation_one_head', violation_error_message='A delegation has one head.')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='OutcomePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcome_pages', to='delegations.delegationpage')),
                ('related', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'page about the outcome',
                'verbose_name_plural': 'pages about the outcome',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('time', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('place', models.CharField(blank=True, max_length=255, verbose_name='place')),
                ('item', models.CharField(max_length=255, verbose_name='what happens')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'point of the programme',
                'verbose_name_plural': 'programme',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('direction', models.CharField(choices=[('incoming', 'Incoming'), ('outgoing', 'Outgoing'), ('domestic', 'Domestic')], max_length=10, verbose_name='direction')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('translation_key', models.UUIDField(unique=True, verbose_name='translation key')),
            ],
            options={
                'verbose_name': 'register entry',
                'verbose_name_plural': 'register entries',
                'ordering': ['-year', 'direction', '-number'],
                'constraints': [models.UniqueConstraint(fields=('year', 'direction', 'number'), name='register_number_once', violation_error_message='This register number is taken.')],
            },
        ),
        migrations.CreateModel(
            name='SignedAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.agreement', verbose_name='agreement')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='signed_agreements', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements signed',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='VisitDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(blank=True, help_text='As readers see it. Left empty: the title that the document has in the folder.', max_length=255, verbose_name='title')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtaildocs.document', verbose_name='document')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'document of a visit',
                'verbose_name_plural': 'documents of visits',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='VisitOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'organisation that took part',
                'verbose_name_plural': 'organisations that took part',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='VisitPhotograph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see.', max_length=255, verbose_name='description')),
                ('caption', models.CharField(blank=True, max_length=255, verbose_name='caption')),
                ('credit', models.CharField(blank=True, max_length=255, verbose_name='author')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='gallery', to='delegations.delegationpage')),
            ],
            options={
                'verbose_name': 'photograph of a visit',
                'verbose_name_plural': 'photographs of visits',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='DelegationIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'delegations section',
                'verbose_name_plural': 'delegations sections',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
    ]
