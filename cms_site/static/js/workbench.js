// The workbench of translators: each passage saves itself when it is left or when its writer pauses, and what the server
// says of it is shown below it. Without this script the page is a form with a button.

const PAUSE = 1500;
const words = document.getElementById("workbench-words").dataset;
const form = document.querySelector("[data-workbench-form]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;

class Passage {
  constructor(element) {
    this.element = element;
    this.field = element.querySelector("textarea");
    this.seen = element.querySelector("input[type=hidden]");
    this.notes = element.querySelector(".passage__notes");
    this.status = element.querySelector(".passage__saved");
    this.stored = this.field.value;
    this.sending = null;
    grow(this.field);
    if (this.field.readOnly) return;
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), PAUSE);
      grow(this.field);
      settle(false);
    });
    this.field.addEventListener("change", () => this.save());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.finish();
      }
    });
    const marks = element.querySelector(".passage__marks");
    if (marks) {
      marks.hidden = false;
      marks.addEventListener("click", (event) => this.mark(event.target.closest("button")));
    }
    this.notes.addEventListener("click", (event) => this.act(event));
  }

  get isChanged() {
    return this.field.value !== this.stored;
  }

  save() {
    clearTimeout(this.timer);
    // One request at a time; what is typed while it runs is sent after it.
    if (this.isChanged) this.sending ??= this.send(this.element.dataset.address, { text: this.field.value });
    return this.sending;
  }

  // Saved and in order: on to the next one that is not.
  async finish() {
    await this.save();
    if (!this.collided && !this.failed && !isUnfinished(this)) nextUnfinished(this)?.field.focus();
  }

  async send(address, values) {
    const sent = this.field.value;
    this.status.textContent = words.saving;
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...values, seen: this.seen.value })) body.append(name, value);
    const request = fetch(address, {
      method: "POST",
      body,
      // Who leaves the page while it saves leaves nothing behind.
      keepalive: true,
      headers: { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
    });
    try {
      const answer = await request;
      if (answer.status === 409) {
        this.collide(await answer.json());
      } else if (answer.ok) {
        this.show(await answer.json(), sent, "text" in values);
      } else if (answer.status === 422) {
        this.fail((await answer.json()).said);
      } else {
        this.fail(answer.status === 403 ? words.refused : words.failed);
      }
    } catch {
      this.fail(words.failed);
    } finally {
      this.sending = null;
    }
    if (!this.collided && !this.failed && this.isChanged) await this.save();
  }

  fail(said) {
    this.failed = true;
    this.status.textContent = said;
  }

  show(said, sent, typed) {
    this.collided = false;
    this.failed = false;
    this.seen.value = said.seen;
    this.stored = sent;
    if (!typed) this.put(said.text);
    this.notes.innerHTML = said.notes;
    this.element.className = `passage passage--${said.state}`;
    document.querySelector("[data-workbench-progress]").innerHTML = said.progress;
    settle(said.settled);
    this.status.textContent = words.saved;
    const address = said.address && passages.find((passage) => passage.element.dataset.passage === String(said.address.pk));
    if (address && address !== this && !address.isChanged) {
      address.put(said.address.text);
      address.seen.value = said.address.seen;
    }
  }

  put(text) {
    this.field.value = text;
    this.stored = text;
    grow(this.field);
  }

  collide(said) {
    this.collided = true;
    this.status.textContent = "";
    const box = document.createElement("div");
    box.className = "passage__problem";
    box.setAttribute("role", "alert");
    const text = document.createElement("p");
    const quoted = document.createElement("q");
    quoted.lang = this.field.lang;
    quoted.textContent = said.theirs;
    text.append(`${words.conflict} ${said.by ? `${said.by}: ` : ""}`, quoted);
    const theirs = this.button(words.theirs, () => {
      this.collided = false;
      this.seen.value = said.seen;
      this.put(said.theirs);
      box.remove();
    });
    const mine = this.button(words.mine, () => {
      this.collided = false;
      this.seen.value = said.seen;
      box.remove();
      this.save();
    });
    box.append(text, theirs, mine);
    this.notes.prepend(box);
  }

  button(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  mark(button) {
    if (!button) return;
    const { selectionStart: start, selectionEnd: end, value } = this.field;
    const { opening, closing } = button.dataset;
    this.field.focus();
    this.field.setRangeText(opening + value.slice(start, end) + closing, start, end, "end");
    if (start === end) this.field.setSelectionRange(start + opening.length, start + opening.length);
    this.field.dispatchEvent(new Event("input"));
  }

  act(event) {
    const button = event.target.closest("[data-use], [data-act]");
    if (!button) return;
    if (button.dataset.use !== undefined) {
      this.field.value = button.dataset.use;
      grow(this.field);
      this.field.focus();
      this.save();
    } else {
      event.preventDefault();
      button.disabled = true;
      this.sending ??= this.send(button.formAction, {});
      this.field.focus();
    }
  }
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

// Whether there is nothing to submit, as far as anybody knows: what is typed is something until the server has seen it.
function settle(settled) {
  const button = document.querySelector("[data-workbench-submit]");
  if (!button) return;
  button.disabled = settled;
  document.querySelector("[data-workbench-settled]").hidden = !settled;
}

function isUnfinished(passage) {
  return /--(missing|changed|machine|faulty)/.test(passage.element.className);
}

function nextUnfinished(from) {
  return passages.slice(passages.indexOf(from) + 1).find(isUnfinished);
}

async function saveAll() {
  await Promise.all(passages.map((passage) => passage.save()));
  return passages.every((passage) => !passage.isChanged && !passage.collided);
}

const passages = [...document.querySelectorAll("[data-passage]")].map((element) => new Passage(element));

document.querySelector(".workbench__hint")?.removeAttribute("hidden");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const saved = await saveAll();
  document.querySelector("[data-workbench-saved]").textContent = saved ? words.saved : words.failed;
});

// Submitting, publishing, a file: what was typed goes first.
for (const leaving of document.querySelectorAll("[data-workbench-leave]")) {
  leaving.addEventListener("submit", async (event) => {
    if (leaving.dataset.saved) return;
    event.preventDefault();
    const { submitter } = event;
    if (await saveAll()) {
      leaving.dataset.saved = "yes";
      // Not within the event of the first submission: a form ignores another one as long as that lasts.
      setTimeout(() => leaving.requestSubmit(submitter));
    }
  });
}

// The note for readers goes with the text when that is submitted, and is kept nowhere before.
const note = document.getElementById("correction-note");

// What was typed in the last second is saved on the way out; only what cannot be keeps its writer here.
window.addEventListener("beforeunload", (event) => {
  for (const passage of passages) passage.save();
  if (passages.some((passage) => passage.collided || passage.failed)) event.preventDefault();
  if (note && note.value !== note.defaultValue && !note.form.dataset.saved) event.preventDefault();
});
window.addEventListener("online", saveAll);
