// Somebody who clicks "Save" while the form is saving itself would create a new page twice, because the answer that
// tells the form its page has not come yet. The click waits for that answer, and then changes the page that there is.

const LONGEST_WAIT = 10000;

let underWay = false;
let waiting = null;

function proceed() {
  underWay = false;
  if (!waiting) return;
  const { form, submitter, timeout } = waiting;
  waiting = null;
  clearTimeout(timeout);
  // The button may be switched off by now, and would not be sent then.
  if (submitter?.name) {
    const action = document.createElement("input");
    action.type = "hidden";
    action.name = submitter.name;
    action.value = submitter.value;
    form.append(action);
  }
  form.requestSubmit();
}

document.addEventListener("w-autosave:save", (event) => {
  underWay = !event.defaultPrevented;
});
document.addEventListener("w-autosave:success", proceed);
document.addEventListener("w-autosave:error", proceed);

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!underWay || !form.matches("[data-controller~='w-autosave']")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting ??= { form, submitter: event.submitter, timeout: setTimeout(proceed, LONGEST_WAIT) };
  },
  { capture: true },
);
