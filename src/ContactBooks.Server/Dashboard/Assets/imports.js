// What makes the pages of imports pleasanter. All of them work without it.

const { lang } = document.documentElement;
const numbers = new Intl.NumberFormat(navigator.languages.find((one) => one.split("-")[0] === lang) ?? lang, { maximumFractionDigits: 0 });
const fill = (template, ...values) => values.reduce((text, value, place) => text.replace(`{${place}}`, numbers.format(value)), template);

// A file is dropped anywhere on the page, or chosen, and is on its way at once.
const drop = document.querySelector("form[data-upload]");
if (drop) {
  const [input, notice, bar] = [drop.querySelector("input"), drop.querySelector(".notice"), drop.querySelector(".uploading")];
  const refuse = (text) => {
    notice.textContent = text;
    notice.hidden = false;
    bar.hidden = true;
    drop.reset();
  };
  const send = () => {
    if (input.files.length === 0) return;
    const sent = new XMLHttpRequest(); // fetch doesn't tell how much is sent
    sent.open("POST", drop.action);
    sent.setRequestHeader("Accept", "text/plain");
    sent.upload.addEventListener("progress", ({ loaded, total }) => (bar.querySelector("progress").value = loaded / total));
    sent.addEventListener("load", () => {
      if (sent.status === 201) location.assign(sent.getResponseHeader("Location"));
      else if (sent.status === 422) refuse(sent.responseText);
      else if (sent.status === 200) location.reload(); // signed out meanwhile
      else refuse(drop.dataset.failed);
    });
    sent.addEventListener("error", () => refuse(drop.dataset.failed));
    notice.hidden = true;
    bar.hidden = false;
    sent.send(new FormData(drop));
  };
  input.addEventListener("change", send);
  const hasFile = (drag) => drag.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (drag) => {
    if (!hasFile(drag)) return;
    drag.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", (drag) => drag.relatedTarget || drop.classList.remove("over"));
  addEventListener("drop", (drag) => {
    if (!hasFile(drag)) return;
    drag.preventDefault();
    drop.classList.remove("over");
    input.files = drag.dataTransfer.files;
    send();
  });
}

// How a file is read is said by choosing.
for (const form of document.querySelectorAll("form[data-renew]")) form.addEventListener("change", () => form.requestSubmit());

// Where a column goes that somebody has chosen is no guess any more.
document.querySelector(".match")?.addEventListener("change", ({ target }) => {
  const sure = target.closest("tr").querySelector("[data-chosen]");
  sure.textContent = sure.dataset.chosen;
});

// What was chosen is there again when one goes back.
for (const form of document.querySelectorAll("form[data-keep]")) {
  form.addEventListener("submit", () => history.replaceState(null, "", `${location.pathname}?${new URLSearchParams(new FormData(form))}`));
}

// What is to be done once is asked for once.
for (const form of document.querySelectorAll("form[data-once]")) {
  const turn = (isOff) => form.querySelectorAll("button").forEach((button) => (button.disabled = isOff));
  form.addEventListener("submit", () => setTimeout(() => turn(true)));
  addEventListener("pageshow", ({ persisted }) => persisted && turn(false)); // gone back to, as it was left
}

// How an import goes on.
const show = (part, { totalRows, summary, rowsPerSecond, secondsLeft }) => {
  const tell = (selector, text) => (part.querySelector(selector).textContent = text);
  for (const figure of part.querySelectorAll("[data-figure]")) figure.textContent = numbers.format(summary[figure.dataset.figure]);
  if (totalRows === null) return;
  const bar = part.querySelector("[data-progress]");
  [bar.max, bar.value] = [Math.max(totalRows, 1), summary.total];
  const { rows } = part.querySelector("[data-rows]").dataset;
  tell("[data-rows]", fill(rows, summary.total, totalRows));
  if (rowsPerSecond !== null) tell("[data-rate]", fill(part.querySelector("[data-rate]").dataset.rate, rowsPerSecond));
  const { seconds, minutes } = part.querySelector("[data-seconds]").dataset;
  if (secondsLeft !== null) tell("[data-seconds]", secondsLeft < 90 ? fill(seconds, Math.ceil(secondsLeft)) : fill(minutes, Math.ceil(secondsLeft / 60)));
};
const follow = (part) => {
  const events = new EventSource(part.dataset.follow);
  events.addEventListener("progress", ({ data }) => show(part, JSON.parse(data).import));
  events.addEventListener("end", () => {
    events.close();
    location.reload();
  });
  // It comes back by itself from a lost line, but not from a proxy's answer while nodes change.
  events.addEventListener("error", () => events.readyState === EventSource.CLOSED && setTimeout(() => follow(part), 2000));
};
const part = document.querySelector("#import");
if (part?.dataset.follow) follow(part);
if (part?.hasAttribute("data-renew")) setTimeout(() => location.reload(), 1000);
