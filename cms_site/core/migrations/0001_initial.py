import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from cms_site.core.catalog import wagtail_indexes
from cms_site.core.catalog import full_text


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailsearch', '0010_add_text_fields'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FourEyesTaskState',
            fields=[
                ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                ('digest', models.CharField(editable=False, max_length=64, verbose_name='text')),
            ],
            bases=('wagtailcore.taskstate',),
        ),
        migrations.CreateModel(
            name='FourEyesType',
            fields=[
                ('content_type', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='contenttypes.contenttype', verbose_name='type')),
            ],
            options={
                'verbose_name': 'type under four eyes',
                'verbose_name_plural': 'types under four eyes',
            },
        ),
        migrations.CreateModel(
            name='SourcePassages',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('paragraphs', models.JSONField(default=list, verbose_name='paragraphs')),
                ('next_number', models.PositiveIntegerField(default=1, verbose_name='next number of a paragraph')),
            ],
            options={
                'verbose_name': 'passages of a source',
                'verbose_name_plural': 'passages of sources',
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255, verbose_name='object id')),
                ('revision_number', models.BigIntegerField(verbose_name='revision')),
                ('digest', models.CharField(max_length=64, verbose_name='text')),
                ('kind', models.CharField(choices=[('approved', 'Approved by a person who did not write it'), ('urgent', 'Published urgently by one person'), ('system', 'Published by the system')], max_length=10, verbose_name='kind')),
                ('by_name', models.CharField(blank=True, max_length=255, verbose_name='name')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'approval',
                'verbose_name_plural': 'approvals',
            },
        ),
        migrations.CreateModel(
            name='BinItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('page_type', models.CharField(max_length=100, verbose_name='page type')),
                ('address', models.CharField(blank=True, max_length=1000, verbose_name='address')),
                ('roots', models.JSONField(default=list, verbose_name='pages')),
                ('without_source', models.JSONField(default=list, verbose_name='pages without a source')),
                ('page_count', models.PositiveIntegerField(verbose_name='number of pages')),
                ('deleted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='deleted')),
                ('deleted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
            ],
            options={
                'verbose_name': 'deleted page',
                'verbose_name_plural': 'deleted pages',
                'permissions': [('keep_bin', 'Can restore and delete for good what others put into the bin')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BinnedRows',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('row', 'row'), ('reference', 'reference')], max_length=10, verbose_name='what')),
                ('table', models.CharField(max_length=100, verbose_name='table')),
                ('field', models.CharField(blank=True, max_length=100, verbose_name='field')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='content')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='core.binitem')),
            ],
            options={
                'verbose_name': 'rows in the bin',
                'verbose_name_plural': 'rows in the bin',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255, verbose_name='object id')),
                ('revision_number', models.BigIntegerField(verbose_name='revision')),
                ('digest', models.CharField(max_length=64, verbose_name='text')),
                ('kind', models.CharField(choices=[('wrote', 'wrote'), ('submitted', 'submitted')], max_length=10, verbose_name='kind')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='at')),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='core.approval')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='catalog_entry', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('translation_key', models.UUIDField(verbose_name='translation key')),
                ('page_type', models.CharField(max_length=100, verbose_name='page type')),
                ('section', models.IntegerField(null=True, verbose_name='section')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('lead', models.TextField(blank=True, verbose_name='lead')),
                ('url', models.CharField(max_length=1000, verbose_name='address')),
                ('image_alt', models.CharField(blank=True, max_length=255, verbose_name='description of the picture')),
                ('sort_date', models.DateField(null=True, verbose_name='date')),
                ('end_date', models.DateField(null=True, verbose_name='end')),
                ('precision', models.CharField(blank=True, choices=[('day', 'Day'), ('month', 'Month'), ('season', 'Season'), ('year', 'Year')], max_length=10, verbose_name='precision')),
                ('year', models.SmallIntegerField(null=True, verbose_name='year')),
                ('withdrawn', models.DateField(null=True, verbose_name='withdrawn')),
                ('published', models.DateTimeField(null=True, verbose_name='first published')),
                ('changed', models.DateTimeField(null=True, verbose_name='changed')),
                ('title_words', models.TextField(blank=True, verbose_name='words of the title for search')),
                ('words', models.TextField(blank=True, verbose_name='words for search')),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                ('locale', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale')),
            ],
            options={
                'verbose_name': 'catalogue entry',
                'verbose_name_plural': 'catalogue entries',
            },
        ),
        migrations.CreateModel(
            name='EntryFacet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='facet')),
                ('value', models.CharField(max_length=100, verbose_name='value')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='core.entry')),
            ],
            options={
                'verbose_name': 'facet value',
                'verbose_name_plural': 'facet values',
            },
        ),
        migrations.CreateModel(
            name='FourEyesTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'approval by somebody else',
                'verbose_name_plural': 'approvals by somebody else',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind of table')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('state', models.CharField(choices=[('uploaded', 'Waiting to be confirmed'), ('confirmed', 'Importing'), ('done', 'Done')], default='uploaded', max_length=10, verbose_name='state')),
                ('table', models.JSONField(help_text='Headings and rows as they stand in the file.', verbose_name='table')),
                ('choices', models.JSONField(default=dict, help_text='What to do with duplicates, by row.', verbose_name='choices')),
                ('attempt', models.PositiveSmallIntegerField(default=0, verbose_name='attempt')),
                ('confirmed', models.DateTimeField(null=True, verbose_name='confirmed')),
                ('problem', models.TextField(blank=True, verbose_name='why the last attempt failed')),
                ('report', models.JSONField(default=list, verbose_name='report')),
                ('created', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-created', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=50, verbose_name='kind')),
                ('about', models.CharField(max_length=100, verbose_name='about')),
                ('point', models.CharField(max_length=50, verbose_name='point')),
                ('claimed', models.DateTimeField(verbose_name='claimed')),
                ('sent', models.DateTimeField(null=True, verbose_name='sent')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProposedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.CharField(choices=[('typo', 'Typing error'), ('content', 'Content'), ('correction', 'Correction')], default='content', max_length=20, verbose_name='kind of change')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='public note')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_change', to='wagtailcore.revision', verbose_name='revision')),
            ],
            options={
                'verbose_name': 'proposed kind of change',
                'verbose_name_plural': 'proposed kinds of change',
            },
        ),
        migrations.CreateModel(
            name='PublishedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.CharField(choices=[('typo', 'Typing error'), ('content', 'Content'), ('correction', 'Correction')], default='content', max_length=20, verbose_name='kind of change')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='public note')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='published')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published_changes', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='revision')),
            ],
            options={
                'verbose_name': 'published change',
                'verbose_name_plural': 'published changes',
            },
        ),
        migrations.CreateModel(
            name='PassageTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=255, verbose_name='place')),
                ('text', models.TextField(blank=True, verbose_name='translation')),
                ('text_hash', models.CharField(editable=False, max_length=64)),
                ('source', models.JSONField(default=dict, verbose_name='paragraphs of the source')),
                ('stands', models.BooleanField(default=False, verbose_name='stands as it is')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='moment')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passage_translations', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='revision')),
                ('source_change', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.publishedchange', verbose_name='publication of the source')),
            ],
            options={
                'verbose_name': 'translated passage',
                'verbose_name_plural': 'translated passages',
            },
        ),
        migrations.CreateModel(
            name='PassageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=255, verbose_name='place')),
                ('before', models.TextField(null=True, verbose_name='before')),
                ('after', models.TextField(null=True, verbose_name='after')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='core.publishedchange', verbose_name='published change')),
            ],
            options={
                'verbose_name': 'changed passage',
                'verbose_name_plural': 'changed passages',
            },
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('error', 'Published in error'), ('replaced', 'Replaced by another page'), ('withdrawn', 'Withdrawn, stays readable'), ('expired', 'Its time is over'), ('deleted', 'Deleted')], max_length=10, verbose_name='kind')),
                ('address', models.CharField(blank=True, max_length=1000, verbose_name='address')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('note', models.TextField(blank=True, verbose_name='public note')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='time')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('page', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='removal', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('replacement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='replacement')),
            ],
            options={
                'verbose_name': 'removal',
                'verbose_name_plural': 'removals',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReportedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(help_text='The short name of the computed figure.', max_length=60, verbose_name='figure')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='value as printed')),
                ('note', models.CharField(blank=True, help_text='In Ukrainian, or two-letter country codes apart by commas.', max_length=255, verbose_name='note')),
            ],
            options={
                'verbose_name': 'reported figure',
                'verbose_name_plural': 'reported figures',
                'ordering': ['-year', 'figure'],
                'constraints': [models.UniqueConstraint(fields=('figure', 'year'), name='reported_figure_once_a_year', violation_error_message='This figure is already recorded for this year.')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('view', models.CharField(max_length=100, verbose_name='list')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(max_length=2000, verbose_name='filter')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='TranslationState',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='translation_state', serialize=False, to=settings.WAGTAIL_PAGE_MODEL, verbose_name='translation')),
                ('outdated', models.PositiveIntegerField(default=0, verbose_name='outdated passages')),
                ('words', models.PositiveIntegerField(default=0, verbose_name='words to translate')),
                ('since', models.DateTimeField(null=True, verbose_name='outdated since')),
                ('correction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.publishedchange', verbose_name='correction that is not followed yet')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translation_states', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='source')),
            ],
            options={
                'verbose_name': 'state of a translation',
                'verbose_name_plural': 'states of translations',
            },
        ),
        migrations.CreateModel(
            name='UrgentPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255, verbose_name='object id')),
                ('revision_number', models.BigIntegerField(verbose_name='revision')),
                ('digest', models.CharField(max_length=64, verbose_name='text')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('published_by_name', models.CharField(max_length=255, verbose_name='name')),
                ('reason', models.TextField(validators=[django.core.validators.MinLengthValidator(15)], verbose_name='reason')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('outcome', models.CharField(choices=[('open', 'Waiting for confirmation'), ('confirmed', 'Confirmed'), ('corrected', 'Corrected'), ('replaced', 'Replaced by another urgent publication'), ('deleted', 'Deleted')], default='open', max_length=10, verbose_name='outcome')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed at')),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'urgent publication',
                'verbose_name_plural': 'urgent publications',
                'permissions': [('publish_urgently', 'Can publish urgently, alone, with a reason')],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='approval',
            index=models.Index(fields=['base_content_type', 'object_id', '-id'], name='approval_of_text'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'system'), models.Q(('by_name', ''), _negated=True), _connector='OR'), name='approval_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'approved'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='approval_has_a_reason'),
        ),
        migrations.AddIndex(
            model_name='binitem',
            index=models.Index(models.OrderBy(models.F('deleted_at'), descending=True), name='bin_deleted'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(condition=models.Q(('settled_by', None)), fields=['base_content_type', 'object_id', 'user'], name='contribution_open'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['base_content_type', 'object_id', 'revision_number'], name='contribution_of_text'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(condition=models.Q(('settled_by', None)), fields=('base_content_type', 'object_id', 'user', 'revision_number', 'kind'), name='open_contribution_once'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(models.F('section'), models.OrderBy(models.F('sort_date'), descending=True), models.OrderBy(models.F('page'), descending=True), name='entry_section_date'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(models.F('section'), models.F('year'), models.OrderBy(models.F('sort_date'), descending=True), name='entry_section_year'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(models.F('locale'), models.F('page_type'), models.OrderBy(models.F('sort_date'), descending=True), name='entry_type_date'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(models.F('translation_key'), models.F('locale'), name='entry_translation'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(models.F('url'), name='entry_url'),
        ),
        migrations.AddIndex(
            model_name='entryfacet',
            index=models.Index(models.F('name'), models.F('value'), models.F('entry'), name='facet_value_entry'),
        ),
        migrations.AddConstraint(
            model_name='entryfacet',
            constraint=models.UniqueConstraint(fields=('entry', 'name', 'value'), name='entry_facet_once'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('kind', 'about', 'point', 'user'), name='notice_once'),
        ),
        migrations.AddIndex(
            model_name='publishedchange',
            index=models.Index(models.F('weight'), models.OrderBy(models.F('published_at'), descending=True), name='change_weight_time'),
        ),
        migrations.AddConstraint(
            model_name='publishedchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('weight', 'correction'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='correction_has_a_note'),
        ),
        migrations.AddConstraint(
            model_name='passagetranslation',
            constraint=models.UniqueConstraint(fields=('page', 'place', 'text_hash'), name='passage_translated_once'),
        ),
        migrations.AddConstraint(
            model_name='passagechange',
            constraint=models.UniqueConstraint(fields=('change', 'place'), name='passage_changes_once'),
        ),
        migrations.AddIndex(
            model_name='removal',
            index=models.Index(models.F('address'), models.OrderBy(models.F('at'), descending=True), name='removal_address'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('user', 'view', 'name'), name='saved_filter_name_once', violation_error_message='You have a filter of this name already.'),
        ),
        migrations.AddIndex(
            model_name='translationstate',
            index=models.Index(models.F('since'), models.F('page'), condition=models.Q(('outdated__gt', 0)), name='translation_outdated'),
        ),
        migrations.AddIndex(
            model_name='urgentpublication',
            index=models.Index(condition=models.Q(('outcome', 'open')), fields=['since'], name='urgent_open'),
        ),
        migrations.AddConstraint(
            model_name='urgentpublication',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'open')), fields=('base_content_type', 'object_id'), name='urgent_open_once'),
        ),
        migrations.AddConstraint(
            model_name='urgentpublication',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by', None), ('published_by', None), models.Q(('closed_by', models.F('published_by')), _negated=True), _connector='OR'), name='urgent_not_closed_by_its_publisher'),
        ),
        migrations.RunPython(wagtail_indexes.create, wagtail_indexes.drop),
        migrations.RunPython(full_text.create, full_text.drop),
    ]
