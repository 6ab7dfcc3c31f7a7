"""Write the table of environment variables between its marks in the README: `python -m scripts.settings_table`."""

from pathlib import Path

from cms_site.settings.environment import TABLE

README = Path(__file__).resolve().parents[1] / "README.md"
START, END = "<!-- settings table: written by `make docs` -->", "<!-- end of the settings table -->"


def table() -> str:
    """Return the variables as a Markdown table."""
    rows = [
        f"| `{variable.name}` | {f'`{variable.default}`' if variable.default else ''} "
        f"| {'yes' if variable.required_in_production else ''} | {variable.help} |"
        for variable in TABLE
    ]
    return "\n".join(["| variable | default | required in production | meaning |", "|---|---|---|---|", *rows])


def written(text: str) -> str:
    """Return the README with the table of now; ValueError if it lacks the marks."""
    before, rest = text.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(written(README.read_text()))
