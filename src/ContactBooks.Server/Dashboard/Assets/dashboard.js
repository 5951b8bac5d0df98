// What makes the pages pleasanter. All of them work without it.

// Times, as the reader's own clock has them, in the page's language as the reader's country writes it.
const locale = navigator.languages.find((one) => one.split("-")[0] === document.documentElement.lang) ?? document.documentElement.lang;
const told = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const tellTimes = (within) => {
  for (const time of within.querySelectorAll("time[datetime]")) time.textContent = told.format(new Date(time.dateTime));
};
tellTimes(document);

// A part of the page is taken anew from an address; gives whether it is there, as it isn't for whoever was signed out meanwhile.
const renew = async (part, address, signal) => {
  const answer = await fetch(address, { signal });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(part);
  if (!found) return false;
  document.querySelector(part).replaceWith(document.adoptNode(found));
  tellTimes(found);
  return true;
};

// Search as you type: the part of the page that a form names is taken from the page that the form would load.
for (const form of document.querySelectorAll("form[data-live]")) {
  const part = form.dataset.live;
  let wait, asked;
  const load = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
    try {
      if (await renew(part, address, asked.signal)) history.replaceState(null, "", address);
      else form.submit();
    } catch (fault) {
      if (fault.name !== "AbortError") form.submit();
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(load, 200);
  });
  form.addEventListener("submit", (sent) => {
    sent.preventDefault();
    clearTimeout(wait);
    load();
  });
}

// What changes by itself is asked for again every so many seconds, while anybody looks.
const renewed = document.querySelector("[data-refresh]");
if (renewed) {
  // Where the server doesn't answer, or its reader was signed out, what is shown stays, and the link beside it says more.
  setInterval(() => document.hidden || renew(`#${renewed.id}`, location.href).catch(() => {}), renewed.dataset.refresh * 1000);
}

// A menu closes where something else is pressed, and by Escape.
for (const menu of document.querySelectorAll("details.account, details.choices")) {
  addEventListener("click", (press) => menu.contains(press.target) || (menu.open = false));
  menu.addEventListener("keydown", (press) => {
    if (press.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// Copying.
for (const button of document.querySelectorAll("button[data-copied]")) {
  const name = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = button.dataset.copied;
    document.getElementById("announcer").textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = name), 2000);
  });
}

// What can't be taken back is asked for once more.
addEventListener("click", (press) => {
  const button = press.target.closest?.("[data-confirm]");
  if (button && !confirm(button.dataset.confirm)) press.preventDefault();
});

// All of a list at once.
addEventListener("change", (change) => {
  const all = change.target.closest?.("[data-selects]");
  if (all) for (const one of document.getElementsByName(all.dataset.selects)) one.checked = all.checked;
});
