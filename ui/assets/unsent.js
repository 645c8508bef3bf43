// Keeps what is typed into a form marked data-unsent, so that a closed window loses nothing. Without this script the
// form works all the same. Passwords are never sent.
(() => {
  const everyMilliseconds = 5000;
  for (const form of document.querySelectorAll('form[data-unsent]')) {
    let kept = '';
    let isSent = false;
    const typed = () => {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        const field = form.elements.namedItem(name);
        const isSecret = (field && field.type === 'password') || /password|^code$|^form_token$|^command$/.test(name);
        if (!isSecret && typeof value === 'string') fields.append(name, value);
      }
      return fields.toString();
    };
    const first = typed();
    const keep = () => {
      const now = typed();
      if (isSent || now === kept || (kept === '' && now === first)) return;
      kept = now;
      const body = new URLSearchParams({path: form.dataset.unsentPath, fields: now,
        form_token: form.elements.namedItem('form_token').value});
      fetch(form.dataset.unsent, {method: 'POST', body, keepalive: true, redirect: 'manual'}).catch(() => { kept = ''; });
    };
    form.addEventListener('submit', () => { isSent = true; });
    window.addEventListener('pagehide', keep);
    setInterval(keep, everyMilliseconds);
  }
})();
