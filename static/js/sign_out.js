// Whoever signs out leaves no text behind in this browser, and is asked first where some of it was never saved.
const form = document.querySelector("form[data-sign-out]");

form?.addEventListener("submit", (event) => {
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(`pssdash:text:${form.dataset.signOut}:`));
  } catch {
    return; // storage is forbidden, so nothing is kept
  }
  const question = "Text that you typed is not saved yet; it is kept in this browser alone. Sign out and lose it?";
  if (keys.length && !window.confirm(question)) event.preventDefault();
  else keys.forEach((key) => localStorage.removeItem(key));
});
