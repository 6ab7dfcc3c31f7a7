// Keeps the bar of a running import true and shows its report when it is done. Without it the page reloads itself.

const EVERY = 1000;
const box = document.querySelector("[data-import-progress]");

async function look() {
  try {
    const response = await fetch(box.dataset.importProgress, { headers: { Accept: "application/json" } });
    const { done, total, words, finished, stalled } = await response.json();
    if (finished || stalled) {
      window.location.reload();
      return;
    }
    const bar = box.querySelector("progress");
    if (total) {
      bar.max = total;
      bar.value = done;
    }
    box.querySelector("[data-import-words]").textContent = words;
  } catch {
    // The server may be starting anew; the next look will tell.
  }
  window.setTimeout(look, EVERY);
}

if (box) {
  window.setTimeout(look, EVERY);
}
