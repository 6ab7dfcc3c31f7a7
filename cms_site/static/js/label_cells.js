// On a phone the cells of a list stand below one another, where the headings of their columns are out of sight: each cell
// is told its heading, also when a list comes anew from a search. Screen readers have the headings themselves.

const UNLABELLED = ".title, .bulk-action-checkbox-cell, .children, .no-children, .ord";

// A heading that nobody sees, as that of buttons, is none here either.
function heading(cell) {
  if (cell.querySelector(":scope > .w-sr-only")) return "";
  return (cell.querySelector("a.label") ?? cell).textContent.trim();
}

function label(table) {
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])].map(heading);
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    for (const cell of row.cells) {
      const text = headings[cell.cellIndex];
      if (text && !cell.matches(UNLABELLED) && cell.textContent.trim()) cell.dataset.label = text;
    }
  }
}

function labelAll() {
  document.querySelectorAll("#main table.listing:not(.desk), .ledger__table table").forEach(label);
}

labelAll();
document.addEventListener("w-swap:success", labelAll);
