// Runs before anything is drawn: says that scripts run, and takes up the theme that the reader chose on an earlier visit.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const kept = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // Storage is shut off.
    }
  };
  const keep = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Then it holds for this page.
    }
  };

  root.classList.add("js");
  const theme = kept();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  // The system's theme, until the reader turns it. The button says in its data what it would do.
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const label = () => button.setAttribute("aria-label", isDark() ? button.dataset.toLight : button.dataset.toDark);
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      keep(root.dataset.theme);
      label();
    });
    system.addEventListener("change", label);
    label();
  });
})();
