import cms_site.core.workflow.texts
import django.db.models.deletion
import django.utils.timezone
import home.blocks.figures
import modelcluster.contrib.taggit
import modelcluster.fields
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('start_date', models.DateField(default=django.utils.timezone.localdate, null=True, verbose_name='date or first day')),
                ('kind', models.CharField(choices=[('news', 'News'), ('press_release', 'Press release'), ('announcement', 'Announcement'), ('video', 'Video')], default='news', max_length=20, verbose_name='kind')),
                ('video_url', models.URLField(blank=True, help_text='The page links to it.', verbose_name='address of the video')),
                ('video_title', models.CharField(blank=True, max_length=255, verbose_name='title of the video')),
                ('video_transcript', models.TextField(blank=True, help_text='For readers who cannot hear it.', verbose_name='what is said in the video')),
                ('press_contact', models.CharField(blank=True, help_text='Whom journalists may ask; shown on the page.', max_length=255, verbose_name='press contact')),
                ('press_phone', models.CharField(blank=True, max_length=50, verbose_name='telephone of the press contact')),
                ('press_email', models.EmailField(blank=True, max_length=254, verbose_name='email of the press contact')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Publishing earlier schedules the page for this moment.', null=True, verbose_name='embargo until')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'news item',
                'verbose_name_plural': 'news',
                'abstract': False,
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='home.newspage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag')),
            ],
            options={
                'verbose_name': 'tag of a news item',
                'verbose_name_plural': 'tags of news items',
            },
        ),
        migrations.AddField(
            model_name='newspage',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='home.NewsTag', to='taggit.Tag', verbose_name='tags'),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='In Ukrainian.', max_length=255, verbose_name='name')),
                ('name_key', models.CharField(editable=False, max_length=255)),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('name_key',), name='home_topic_name_once', violation_error_message='There is a record with this name already.')],
            },
        ),
        migrations.AddField(
            model_name='newspage',
            name='topic',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='home.topic', verbose_name='topic'),
        ),
        migrations.CreateModel(
            name='TopicName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('name_key', models.CharField(editable=False, max_length=255)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
                ('record', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='home.topic')),
            ],
            options={
                'verbose_name': 'name in another language',
                'verbose_name_plural': 'names in other languages',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('record', 'locale'), name='home_topicname_once_a_language', violation_error_message='This language has a name already.')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=600, verbose_name='text')),
                ('service', models.CharField(choices=[('water', 'Water'), ('power', 'Electricity'), ('heat', 'Heating'), ('gas', 'Gas'), ('transport', 'Public transport'), ('road', 'Roads'), ('air_raid', 'Air raid'), ('other', 'Other')], max_length=20, verbose_name='service')),
                ('planned', models.BooleanField(default=False, help_text='Planned work, not an emergency.', verbose_name='planned')),
                ('streets', models.TextField(blank=True, help_text='Where it applies. Leave empty for the whole city.', verbose_name='streets')),
                ('start', models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name='start')),
                ('expected_end', models.DateTimeField(help_text='The banner disappears by itself at this moment.', null=True, verbose_name='expected end')),
                ('actual_end', models.DateTimeField(blank=True, help_text='Fill in when it ended earlier or later than expected.', null=True, verbose_name='actual end')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
                'permissions': [('publish_alert', 'Can publish alert'), ('lock_alert', 'Can lock alert'), ('unlock_alert', 'Can unlock alert')],
                'abstract': False,
                'indexes': [models.Index(models.F('locale'), models.F('live'), models.OrderBy(models.F('start'), descending=True), name='alert_banner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expected_end__gt', models.F('start'))), name='alert_expected_end_after_start', violation_error_message='The expected end is not after the start.'), models.CheckConstraint(condition=models.Q(('actual_end', None), ('actual_end__gte', models.F('start')), _connector='OR'), name='alert_actual_end_after_start', violation_error_message='The actual end is before the start.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='GalleryImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see.', max_length=255, verbose_name='description')),
                ('caption', models.CharField(blank=True, max_length=255, verbose_name='caption')),
                ('credit', models.CharField(blank=True, max_length=255, verbose_name='author')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='gallery', to='home.newspage')),
            ],
            options={
                'verbose_name': 'picture of a gallery',
                'verbose_name_plural': 'pictures of galleries',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='RelatedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_pages', to='home.newspage')),
                ('related', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'related page',
                'verbose_name_plural': 'related pages',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('body', wagtail.fields.StreamField([('newest', 3), ('highlight', 6), ('figures', 10), ('text', 11), ('quick_links', 17)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'The title of the section if empty.', 'label': 'Heading', 'required': False}), 1: ('home.blocks.sections.SectionChooserBlock', (), {'label': 'Section'}), 2: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'label': 'How many', 'max_value': 12, 'min_value': 1}), 3: ('wagtail.blocks.StructBlock', [[('heading', 0), ('section', 1), ('number', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'required': False}), 5: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 6: ('wagtail.blocks.StructBlock', [[('heading', 4), ('page', 5)]], {}), 7: ('wagtail.blocks.IntegerBlock', (), {'label': 'Year', 'max_value': 2100, 'min_value': 1990}), 8: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': home.blocks.figures.figure_choices, 'label': 'Figures'}), 9: ('home.blocks.sections.SectionChooserBlock', (), {'help_text': 'Where the lists behind the figures are.', 'label': 'Section'}), 10: ('wagtail.blocks.StructBlock', [[('heading', 4), ('year', 7), ('figures', 8), ('section', 9)]], {}), 11: ('cms_site.core.blocks.text.ParagraphBlock', (), {'label': 'Text'}), 12: ('wagtail.blocks.CharBlock', (), {'help_text': 'The title of the page if empty.', 'label': 'Title', 'required': False}), 13: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 14: ('wagtail.blocks.URLBlock', (), {'label': 'Address elsewhere', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 12), ('page', 13), ('url', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Links'}), 17: ('wagtail.blocks.StructBlock', [[('heading', 4), ('links', 16)]], {})}, verbose_name='content')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'section of news',
                'verbose_name_plural': 'sections of news',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='review_date',
            field=models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date'),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.AddConstraint(
            model_name='newspage',
            constraint=models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='home_newspage_ends_after_start', violation_error_message='The end is before the start.'),
        ),
    ]
