// Turns <select multiple data-country-picker="label"> into tick boxes narrowed by typing. The select stays in the form
// and carries the value, so that the server notices no difference and the form works without script.

function row(option) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = option.selected;
  box.disabled = option.closest("select").disabled;
  box.addEventListener("change", () => {
    option.selected = box.checked;
    option.closest("select").dispatchEvent(new Event("change", { bubbles: true }));
  });
  label.append(box, " ", option.text);
  return label;
}

function enhance(select) {
  const picker = document.createElement("div");
  picker.className = "country-picker";
  const filter = document.createElement("input");
  filter.type = "search";
  filter.placeholder = select.dataset.countryPicker;
  filter.setAttribute("aria-label", select.dataset.countryPicker);
  filter.autocomplete = "off";
  const list = document.createElement("div");
  list.className = "country-picker__list";
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", select.labels[0]?.textContent.trim() ?? "");

  const options = [...select.options].filter((option) => option.value);
  const chosenFirst = [...options].sort((a, b) => b.selected - a.selected);
  const rows = chosenFirst.map(row);
  list.append(...rows);
  // Pressing the name of a country would take the focus away, the list would close, and the click would meet nothing.
  list.addEventListener("mousedown", (event) => event.target.closest("label") && event.preventDefault());

  const narrow = () => {
    const typed = filter.value.trim().toLocaleLowerCase();
    for (const label of rows) {
      label.hidden = !label.textContent.toLocaleLowerCase().includes(typed) && !label.firstChild.checked;
    }
  };
  filter.addEventListener("input", narrow);
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter ticks the only match instead of saving the page
    const matches = rows.filter((label) => !label.hidden && !label.firstChild.checked);
    if (matches.length === 1) {
      matches[0].firstChild.click();
      filter.value = "";
      narrow();
    }
  });

  // Whoever clicks the label of the field starts to type.
  filter.id = select.id;
  select.removeAttribute("id");
  select.hidden = true;
  picker.append(filter, list);
  select.after(picker);
}

document.querySelectorAll("select[data-country-picker]").forEach(enhance);
