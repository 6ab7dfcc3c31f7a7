import cms_site.core.validators
import cms_site.core.workflow.texts
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
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
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualReportPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('year', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1574), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('frozen_at', models.DateTimeField(editable=False, null=True, verbose_name='figures frozen')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='report as a file')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('numbered_in', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'annual report',
                'verbose_name_plural': 'annual reports',
                'constraints': [models.UniqueConstraint(fields=('year', 'numbered_in'), name='annual_report_once_a_year', violation_error_message='There is a report of this year already.'), models.CheckConstraint(condition=models.Q(('year', None), models.Q(('year__gte', 1574), ('year__lte', 2100)), _connector='OR'), name='annual_report_year', violation_error_message='This year is unlikely: please compare it with the publication.')],
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='BookPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('isbn', models.CharField(blank=True, help_text='10 or 13 digits, with or without hyphens. Kept as 13 digits.', max_length=17, validators=[cms_site.core.validators.validate_isbn], verbose_name='ISBN')),
                ('publisher', models.CharField(blank=True, max_length=255, verbose_name='publisher')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1574), django.core.validators.MaxValueValidator(2100)], verbose_name='year of publication')),
                ('kind', models.CharField(blank=True, choices=[('monograph', 'Monograph'), ('fiction', 'Fiction'), ('poetry', 'Poetry'), ('anthology', 'Anthology'), ('photo_album', 'Photo album'), ('local_history', 'Local history'), ('other', 'Other book')], max_length=20, verbose_name='kind of book')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number of pages')),
                ('print_run', models.PositiveIntegerField(blank=True, help_text='Number of copies.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='print run')),
                ('language', models.CharField(blank=True, choices=[('uk', 'Ukrainian'), ('en', 'English'), ('pl', 'Polish'), ('de', 'German'), ('fr', 'French'), ('bg', 'Bulgarian'), ('sk', 'Slovak'), ('crh', 'Crimean Tatar'), ('ru', 'Russian'), ('mul', 'Several languages')], max_length=3, verbose_name='language of the book')),
                ('series', models.CharField(blank=True, max_length=255, verbose_name='series')),
                ('funding_programme', models.CharField(blank=True, help_text='The short name of the programme.', max_length=100, verbose_name='funding programme')),
                ('public_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost to the city budget, UAH')),
                ('council_opinion', models.TextField(blank=True, help_text='What the council said about the manuscript.', verbose_name='opinion of the publishing council')),
                ('council_decision_number', models.CharField(blank=True, max_length=50, verbose_name="number of the council's decision")),
                ('council_decision_date', models.DateField(blank=True, null=True, verbose_name="date of the council's decision")),
                ('excerpt', models.TextField(blank=True, help_text='A passage that readers may see before the book.', verbose_name='excerpt')),
                ('excerpt_document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='excerpt as a file')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('numbered_in', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'book',
                'verbose_name_plural': 'books',
                'constraints': [models.UniqueConstraint(condition=models.Q(('isbn', ''), _negated=True), fields=('isbn', 'numbered_in'), name='book_isbn_once', violation_error_message='There is a book with this ISBN already.'), models.CheckConstraint(condition=models.Q(('isbn', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('isbn'), 13), ('isbn__startswith', '97')), _connector='OR'), name='book_isbn_of_13_digits', violation_error_message='An ISBN is kept as its 13 digits.'), models.CheckConstraint(condition=models.Q(('year', None), models.Q(('year__gte', 1574), ('year__lte', 2100)), _connector='OR'), name='book_year', violation_error_message='This year is unlikely: please compare it with the publication.'), models.CheckConstraint(condition=models.Q(('pages', None), ('pages__gte', 1), _connector='OR'), name='book_has_pages', violation_error_message='A book has at least one page.'), models.CheckConstraint(condition=models.Q(('print_run', None), ('print_run__gte', 1), _connector='OR'), name='book_is_printed', violation_error_message='A print run has at least one copy.'), models.CheckConstraint(condition=models.Q(('public_cost', None), ('public_cost__gte', 0), _connector='OR'), name='book_cost_not_negative', violation_error_message='A cost is not negative.')],
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='BookAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(blank=True, max_length=255, verbose_name='name')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='publications.bookpage')),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='FrozenFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('figure', models.CharField(max_length=60, verbose_name='figure')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='computed')),
                ('reported', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='as reported')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='frozen_figures', to='publications.annualreportpage')),
            ],
            options={
                'verbose_name': 'figure of a report',
                'verbose_name_plural': 'figures of a report',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='LibraryCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('library_name', models.CharField(blank=True, help_text='If it is not in the list of organisations.', max_length=255, verbose_name='name of the library')),
                ('copies', models.PositiveIntegerField(blank=True, null=True, verbose_name='copies')),
                ('library', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='library from the list of organisations')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='library_copies', to='publications.bookpage')),
            ],
            options={
                'verbose_name': 'copies in a library',
                'verbose_name_plural': 'copies in libraries',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('library', None), ('library_name', ''), _connector='OR'), name='library_named_once', violation_error_message='Choose the library or write its name, not both.')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('start_date', models.DateField(null=True, verbose_name='date or first day')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('issuing_body', models.CharField(choices=[('mayor', 'Mayor'), ('executive_committee', 'Executive committee'), ('council', 'City council')], default='', max_length=20, verbose_name='issued by')),
                ('kind', models.CharField(choices=[('order', 'Order'), ('decision', 'Decision')], default='', max_length=20, verbose_name='kind of act')),
                ('number', models.CharField(default='', max_length=50, verbose_name='number')),
                ('year', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='year')),
                ('status', models.CharField(choices=[('in_force', 'In force'), ('amended', 'Amended'), ('repealed', 'Repealed')], default='in_force', max_length=10, verbose_name='status')),
                ('is_sample', models.BooleanField(default=False, help_text='Not a real act: shown as a sample wherever readers meet it.', verbose_name='sample')),
                ('amended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='amends', to='publications.act', verbose_name='amended by')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='act as a file')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('numbered_in', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('repealed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='repeals', to='publications.act', verbose_name='repealed by')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'act',
                'verbose_name_plural': 'acts',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='publications_act_ends_after_start', violation_error_message='The end is before the start.'), models.UniqueConstraint(fields=('number', 'issuing_body', 'year', 'numbered_in'), name='act_number_once_a_year', violation_error_message='This body issued an act with this number in this year already.'), models.CheckConstraint(condition=models.Q(('repealed_by', None), ('status', 'repealed'), _connector='OR'), name='act_repealed_by_another', violation_error_message='An act that another one repealed has the status “repealed”.'), models.CheckConstraint(condition=models.Q(('amended_by', None), models.Q(('status', 'in_force'), _negated=True), _connector='OR'), name='act_amended_by_another', violation_error_message='An act that another one amended has the status “amended” or “repealed”.'), models.CheckConstraint(condition=models.Q(models.Q(('amended_by', None), models.Q(('amended_by', models.F('page_ptr')), _negated=True), _connector='OR'), models.Q(('repealed_by', None), models.Q(('repealed_by', models.F('page_ptr')), _negated=True), _connector='OR')), name='act_changed_by_another', violation_error_message='An act cannot amend or repeal itself.')],
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='AnnualReportIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'section of annual reports',
                'verbose_name_plural': 'sections of annual reports',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='BookIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'book section',
                'verbose_name_plural': 'book sections',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='BulletinIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'bulletin',
                'verbose_name_plural': 'bulletins',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='BulletinIssuePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('number', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number')),
                ('year', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1574), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('start_date', models.DateField(blank=True, help_text='Leave empty if only the year is recorded.', null=True, verbose_name='date of the issue')),
                ('sealed_at', models.DateTimeField(editable=False, null=True, verbose_name='sealed')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='issue as PDF')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('numbered_in', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'bulletin issue',
                'verbose_name_plural': 'bulletin issues',
                'permissions': [('unseal_issue', 'Can unseal a published bulletin issue')],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='publications_bulletinissuepage_ends_after_start', violation_error_message='The end is before the start.'), models.UniqueConstraint(fields=('number', 'year', 'numbered_in'), name='issue_number_once_a_year', violation_error_message='There is an issue with this number and year already.'), models.CheckConstraint(condition=models.Q(('number', None), ('number__gte', 1), _connector='OR'), name='issue_number_from_one', violation_error_message='Issues are counted from 1.'), models.CheckConstraint(condition=models.Q(('year', None), models.Q(('year__gte', 1574), ('year__lte', 2100)), _connector='OR'), name='issue_year', violation_error_message='This year is unlikely: please compare it with the publication.')],
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
    ]
