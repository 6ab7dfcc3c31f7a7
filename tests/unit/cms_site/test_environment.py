import pytest

from cms_site.settings.environment import TABLE, SettingError, read, require_for_production
from scripts.settings_table import README, written


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for variable in TABLE:
        monkeypatch.delenv(variable.name, raising=False)


def test_every_default_can_be_read():
    assert {variable.name for variable in TABLE if read(variable.name) is None} == set()


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("MAX_UPLOAD_MB", " ")
    assert read("MAX_UPLOAD_MB") == 20


def test_values_come_parsed(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "rada.example.org, www.rada.example.org,")
    monkeypatch.setenv("BASE_URL", "https://rada.example.org/")
    monkeypatch.setenv("LANGUAGES", "uk,de")
    monkeypatch.setenv("DATABASE_URL", "postgres://clerk:p%40ss@db.example.org:5433/city")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://clerk:word@mail.example.org:587")
    assert read("ALLOWED_HOSTS") == ["rada.example.org", "www.rada.example.org"]
    assert read("BASE_URL") == "https://rada.example.org"
    assert read("LANGUAGES") == [("uk", "Українська"), ("de", "Deutsch")]
    assert read("DATABASE_URL").items() >= {"HOST": "db.example.org", "PORT": 5433, "PASSWORD": "p@ss"}.items()
    assert read("EMAIL_URL").items() >= {"EMAIL_USE_TLS": True, "EMAIL_PORT": 587}.items()


@pytest.mark.parametrize("address", ["filemail:///var/mail", "filemail:////var/mail"])
def test_the_folder_of_mails_is_an_absolute_path(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("EMAIL_URL", address)

    assert read("EMAIL_URL")["EMAIL_FILE_PATH"] == "/var/mail"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_UPLOAD_MB", "twenty"),
        ("MAX_UPLOAD_MB", "-1"),
        ("HSTS_SECONDS", "1.5"),
        ("LANGUAGES", "uk,xx"),
        ("LANGUAGES", "en,pl"),
        ("TIME_ZONE", "Europe/Nowhere"),
        ("TIME_ZONE", "../etc/passwd"),
        ("VAR_DIR", "/dev/null/var"),
        ("LOG_LEVEL", "LOUD"),
        ("BASE_URL", "rada.example.org"),
        ("CACHE_URL", "carrier-pigeon://loft"),
        ("EMAIL_URL", "carrier-pigeon://loft"),
        ("EMAIL_URL", "smtp://host:port"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgres://host:5432/"),
        ("DATABASE_URL", "postgres://host:port/name"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_name_of_its_variable(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=rf"^{name} is wrong: .+\.$"):
        read(name)


def test_the_message_does_not_repeat_a_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://clerk:se/cret@host:5432/name")
    with pytest.raises(SettingError) as caught:
        read("DATABASE_URL")
    assert "se/cret" not in str(caught.value)
    assert "cret" not in str(caught.value)


def test_production_names_all_that_is_missing_at_once(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "rada.example.org")
    with pytest.raises(SettingError, match="SECRET_KEY, BASE_URL"):
        require_for_production()


def test_the_table_in_the_readme_is_the_one_of_the_code():
    assert written(README.read_text()) == README.read_text(), "run `make docs`"
