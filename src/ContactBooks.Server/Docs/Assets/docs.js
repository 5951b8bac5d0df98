// What the page does once it is there. Each part stands alone; without this file all of the text can be read.
"use strict";

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const announce = (text) => { document.getElementById("announcer").textContent = text; };
const keep = (storage, name, value) => {
  try {
    window[storage].setItem(name, value);
  } catch {
    // Storage is shut off: the choice holds as long as the page is open.
  }
};

// Languages: one choice for all samples. The style sheet shows the panels; this moves the marks, and the focus.
{
  const bars = all("[data-tabs]").map((tabs) => all("[role=tab]", tabs));
  const mark = () => {
    for (const tab of bars.flat()) {
      const isChosen = tab.dataset.language === root.dataset.language;
      tab.setAttribute("aria-selected", isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
    }
  };
  const choose = (tab) => {
    const before = tab.getBoundingClientRect().top;
    root.dataset.language = tab.dataset.language;
    keep("localStorage", "docs.language", tab.dataset.language);
    mark();
    // Samples above have changed their heights; the one that was clicked stays where it is.
    window.scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
  };

  for (const panel of all(".panel")) {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `${panel.id}-tab`);
  }
  for (const tabs of bars) {
    tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => choose(tab));
      tab.addEventListener("keydown", (event) => {
        const steps = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 };
        if (!(event.key in steps)) return;
        event.preventDefault();
        const to = tabs.at(steps[event.key] % tabs.length);
        choose(to);
        to.focus();
      });
    });
  }
  mark();
}

// The reader's token and book, in all samples. They stay in this tab.
{
  const form = document.getElementById("fill");
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const input of all("input", form)) {
    const places = all(`[data-fill=${input.name}]`);
    const fill = () => {
      for (const place of places) place.textContent = input.value.trim() || input.placeholder;
    };
    try {
      input.value = sessionStorage.getItem(`docs.${input.name}`) ?? "";
    } catch {
      // Storage is shut off.
    }
    input.addEventListener("input", () => {
      keep("sessionStorage", `docs.${input.name}`, input.value);
      fill();
    });
    fill();
  }
}

// Copying.
for (const button of all(".copy")) {
  button.addEventListener("click", async () => {
    const code = all("code", button.closest(".code")).find((candidate) => candidate.offsetParent !== null);
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
      announce("Copied");
    } catch {
      // Not over plain HTTP from another machine: the reader is left with it selected.
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
      announce("Selected. Copy it with the keyboard.");
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}

// The table of contents follows the scrolling, and the folded one closes behind a choice.
{
  const links = new Map(all(".sidebar a").map((link) => [link.hash.slice(1), link]));
  const sections = all("main section[id]");
  let current = null;
  const top = (section) => section.getBoundingClientRect().top;
  const read = () => {
    const passed = sections.findLast((section) => top(section) < innerHeight * 0.3) ?? sections[0];
    const isAtEnd = innerHeight + scrollY >= document.body.scrollHeight - 2;
    if (!isAtEnd) return passed;
    // The last sections can't come up to the top: of these it is the one that was asked for, else the very last.
    return sections.find((section) => `#${section.id}` === location.hash && top(section) > 0) ?? sections.at(-1);
  };
  const follow = () => {
    const now = links.get(read().id);
    if (now === current) return;
    current?.removeAttribute("aria-current");
    now.setAttribute("aria-current", "location");
    now.scrollIntoView({ block: "nearest" });
    current = now;
  };
  let isDue = false;
  addEventListener("scroll", () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      follow();
    });
  }, { passive: true });
  addEventListener("hashchange", follow);
  follow();

  const menu = document.querySelector(".menu");
  menu.addEventListener("click", (event) => {
    if (event.target.closest("a")) menu.open = false;
  });
}

// The phone rule: the server reads what stands there, as one types.
{
  const form = document.getElementById("phone-trial");
  const [phone, defaultCountryCode] = all("input", form);
  const verdict = form.querySelector(".verdict");
  const [result, why] = all("span", verdict);
  const pause = 150;
  let timer;
  let asking;

  const show = (isKept, text, explanation) => {
    verdict.classList.toggle("kept", isKept);
    verdict.classList.toggle("refused", !isKept);
    result.textContent = text;
    why.textContent = explanation;
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch("/docs/phone", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ phone: phone.value, defaultCountryCode: defaultCountryCode.value }),
        signal,
      });
      const answer = await response.json();
      if (answer.phone) show(true, answer.phone, `Kept as this, a number of +${answer.countryCode}.`);
      else show(false, answer.reason ?? answer.error.code, answer.message);
    } catch {
      if (!signal.aborted) show(false, "No answer", "The server didn’t answer. Try again in a moment.");
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.value) phone.value = event.submitter.value;
    clearTimeout(timer);
    ask();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
}
