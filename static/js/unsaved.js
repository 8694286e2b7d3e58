// Asks before leaving a page with a form whose text is not saved, nor kept in the browser (autosave.js).
const changed = new Set();

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("kept", () => changed.delete(form));
}
document.addEventListener("submit", () => changed.clear());
window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
