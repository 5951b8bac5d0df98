// Forms that are sent with a passkey. They are hidden where scripts don't run, or the browser has no passkeys.
const readers = { create: "parseCreationOptionsFromJSON", get: "parseRequestOptionsFromJSON" };
const faults = { NotAllowedError: "none", InvalidStateError: "known" };
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const ceremony = form.dataset.passkey;
  if (!window.PublicKeyCredential?.[readers[ceremony]]) continue;
  form.hidden = false;
  const notice = form.querySelector("[data-none]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (sent) => {
    sent.preventDefault();
    notice.hidden = button.disabled = true;
    try {
      const answer = await fetch(form.dataset.options, { method: "POST" });
      const publicKey = PublicKeyCredential[readers[ceremony]](await answer.json());
      form.elements.Credential.value = JSON.stringify(await navigator.credentials[ceremony]({ publicKey }));
      form.submit();
    } catch (fault) {
      notice.textContent = notice.dataset[faults[fault.name] ?? "failed"];
      notice.hidden = button.disabled = false;
      button.focus();
    }
  });
}
