import cms_site.core.workflow.texts
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
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='TreePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('start_date', models.DateField(null=True, verbose_name='date or first day')),
                ('end_date', models.DateField(blank=True, help_text='Leave empty for a single day.', null=True, verbose_name='last day')),
                ('date_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], default='day', max_length=10, verbose_name='how exactly the date is known')),
                ('species', models.CharField(choices=[('oak', 'Oak'), ('lime', 'Lime')], max_length=20, verbose_name='species')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height in metres')),
                ('origin', django_countries.fields.CountryField(blank=True, max_length=746, multiple=True, verbose_name='origin')),
                ('legend', models.CharField(blank=True, max_length=100, verbose_name='legend')),
                ('keeper_phone', models.CharField(blank=True, max_length=20, verbose_name="keeper's telephone")),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('neighbour', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='testapp.treepage')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('end_date', None), ('end_date__gte', models.F('start_date')), _connector='OR'), name='testapp_treepage_ends_after_start', violation_error_message='The end is before the start.')],
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Nest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('bird', models.CharField(blank=True, max_length=50)),
                ('eggs', models.PositiveIntegerField(default=0)),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='nests', to='testapp.treepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='ParkPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='PlainPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences that say what matters.', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 5), ('picture', 9), ('gallery', 10), ('video', 14), ('documents', 15)], blank=True, block_lookup={0: ('cms_site.core.blocks.text.HeadingBlock', (), {}), 1: ('cms_site.core.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Post', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('quote', 2), ('speaker', 3), ('post', 4)]], {}), 6: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Author', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('image', 6), ('caption', 7), ('credit', 8)]], {}), 10: ('cms_site.core.blocks.media.GalleryBlock', (), {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title'}), 12: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the video'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'What is said', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 11), ('url', 12), ('transcript', 13)]], {}), 15: ('cms_site.core.blocks.media.DocumentsBlock', (), {})}, verbose_name='text')),
                ('image_alt', models.CharField(blank=True, help_text='What the picture shows, for readers who cannot see it. Leave empty if it is only decoration.', max_length=255, verbose_name='description of the picture')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('review_date', models.DateField(blank=True, help_text='When somebody should look whether the page is still true. Internal; holds as soon as it is saved.', null=True, verbose_name='review date')),
            ],
            options={
                'abstract': False,
            },
            bases=(cms_site.core.workflow.texts.FourEyesText, 'wagtailcore.page'),
        ),
    ]
