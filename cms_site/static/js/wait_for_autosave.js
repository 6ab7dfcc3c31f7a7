// Wagtail's form saves itself, and its buttons know nothing of it: what they send names the version that was loaded, and
// meets a newer one, of the same person with the same words, as if somebody else had saved it; a new page is created
// twice. So the form names the version as which it was saved last, a click waits for the answer that is under way and for
// what was typed last, and a form that is being sent does not save itself any more.

const FORM = "form[data-controller~='w-autosave']";
const LONGEST_WAIT = 10000;
// The editor of rich text writes into the form what it holds a quarter of a second later.
const RICH_TEXT_DELAY = 300;

let answer = null;
let answered = null;
let sending = false;
let settled = false;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function tell(form, name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  form.append(input);
}

// Whether the page was saved, nobody knows here: the server finds out.
function tellOfSilence(form) {
  if (!form.elements.namedItem("autosave_unanswered")) tell(form, "autosave_unanswered", "1");
}

function endOf(event) {
  answer = null;
  answered?.();
  return event.target;
}

async function sendLater(form, submitter) {
  // A form is not sent while the browser is still asking whether it may be: at least for the end of that.
  await pause(form.querySelector(".Draftail-Editor") ? RICH_TEXT_DELAY : 0);
  if (answer) await Promise.race([answer, pause(LONGEST_WAIT)]);
  if (answer) tellOfSilence(form);
  // The button may be switched off by now, and would not be sent then.
  if (submitter?.name) tell(form, submitter.name, submitter.value);
  settled = true;
  form.requestSubmit();
  settled = false;
}

document.addEventListener("w-autosave:save", (event) => {
  if (sending) event.preventDefault();
  if (event.defaultPrevented) return;
  answer = new Promise((resolve) => {
    answered = resolve;
  });
});

document.addEventListener("w-autosave:success", (event) => {
  const { elements } = endOf(event);
  elements.namedItem("autosave_unanswered")?.remove();
  const { revision_id: number, revision_created_at: moment } = event.detail.data;
  if (number && elements.namedItem("loaded_revision_id")) {
    elements.namedItem("loaded_revision_id").value = number;
    elements.namedItem("loaded_revision_created_at").value = moment;
  }
});

document.addEventListener("w-autosave:error", (event) => {
  const form = endOf(event);
  if (["network_error", "server_error"].includes(event.detail.type)) tellOfSilence(form);
});

document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    if (settled || !form.matches(FORM)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (sending) return;
    sending = true;
    sendLater(form, submitter);
  },
  { capture: true },
);

// Somebody else may have kept the form from being sent; and a page that is come back to saves itself again.
window.addEventListener("submit", (event) => {
  if (event.target.matches(FORM)) sending = !event.defaultPrevented;
});
window.addEventListener("pageshow", () => {
  sending = false;
});

// The dialog of a return sends the form without an event.
for (const form of document.querySelectorAll(FORM)) form.submit = () => form.requestSubmit();
