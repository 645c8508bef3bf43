// Keeps an occurrence that could not be sent (no line at the venue, session over) on the device until it is: for the
// person who typed it alone, at most ten, for thirty days, with the number of its command, so that sending it again is
// harmless. Forms marked data-keep; without this script they work all the same. No password is ever in such a form.
(() => {
  const bar = document.querySelector('[data-kept]');
  if (!bar) return;
  const store = 'nigiwai.unsent';
  const most = 10;
  const days = 30;
  const login = bar.dataset.kept;
  const token = bar.dataset.token;
  const read = () => {
    try {
      const all = JSON.parse(localStorage.getItem(store) || '[]');
      const since = Date.now() - days * 86400000;
      return Array.isArray(all) ? all.filter((one) => one && one.at > since) : [];
    } catch { return []; }
  };
  const write = (all) => {
    try { localStorage.setItem(store, JSON.stringify(all.slice(-most))); } catch { /* the device takes nothing more */ }
  };
  const mine = () => read().filter((one) => one.login === login);
  const drop = (command) => write(read().filter((one) => one.command !== command));
  const say = (text, count) => text.replace('%', String(count));

  const fieldsOf = (form) => {
    const fields = [];
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && name !== 'form_token') fields.push([name, value]);
    return fields;
  };
  const keep = (form) => {
    const fields = fieldsOf(form);
    const command = (fields.find(([name]) => name === 'command') || [])[1];
    if (!command) return null;
    const one = {command, login, path: new URL(form.action).pathname, name: form.dataset.keep, fields, at: Date.now()};
    write([...read().filter((other) => other.command !== command), one]);
    return one;
  };
  // 'sent' with where it led, 'refused', 'later'.
  const send = async (one) => {
    const body = new URLSearchParams(one.fields);
    body.append('form_token', token);
    let answer;
    try {
      answer = await fetch(one.path, {method: 'POST', body, redirect: 'follow'});
    } catch { return {what: 'later'}; }
    if (answer.redirected && /\/staff\/diary\/entries\//.test(new URL(answer.url).pathname))
      return {what: 'sent', to: answer.url};
    // The session is over, or the server cannot answer now: it stays.
    if (answer.status === 401 || answer.status === 403 || answer.status >= 500 || answer.redirected) return {what: 'later'};
    return {what: 'refused'};
  };

  const show = (said) => {
    const waiting = mine();
    bar.hidden = waiting.length === 0 && !said;
    bar.textContent = '';
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    line.textContent = (said ? said + ' ' : '') + (waiting.length ? say(bar.dataset.count, waiting.length) : '');
    bar.append(line);
    if (!waiting.length) return;
    const button = (text, act) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'ng-button';
      made.dataset.kind = 'outline';
      made.dataset.size = 'small';
      made.textContent = text;
      made.addEventListener('click', act);
      return made;
    };
    const list = document.createElement('ul');
    for (const one of waiting) {
      const item = document.createElement('li');
      item.textContent = one.name + ' ' + new Date(one.at).toLocaleString() + (one.refused ? ' ' + bar.dataset.refused : '') + ' ';
      if (one.refused) {
        const open = document.createElement('a');
        open.href = one.path + '?unsent=' + encodeURIComponent(one.command);
        open.textContent = bar.dataset.open;
        item.append(open, ' ');
      }
      item.append(button(bar.dataset.drop, () => { drop(one.command); show(''); }));
      list.append(item);
    }
    bar.append(list, button(bar.dataset.send, () => sendAll(true)));
  };

  let isSending = false;
  const sendAll = async (isAsked) => {
    if (isSending || !navigator.onLine) return;
    isSending = true;
    let sent = 0;
    for (const one of mine()) {
      if (one.refused && !isAsked) continue;
      const answer = await send(one);
      if (answer.what === 'sent') { drop(one.command); sent += 1; }
      if (answer.what === 'refused')
        write(read().map((other) => other.command === one.command ? {...other, refused: true} : other));
      if (answer.what === 'later') break;
    }
    isSending = false;
    show(sent ? say(bar.dataset.sent, sent) : '');
  };

  // A refused entry opened again: what was typed stands in its form, under a number of its own.
  const asked = new URLSearchParams(location.search).get('unsent');
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const one = mine().find((other) => other.command === asked && other.path === location.pathname);
    if (one) {
      for (const [name, value] of one.fields) {
        const field = form.elements.namedItem(name);
        if (field && name !== 'command' && field.type !== 'checkbox') field.value = value;
      }
      const more = form.querySelector('details');
      if (more) more.open = true;
    }
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const kept = keep(form);
      if (!kept) return form.submit();
      const answer = await send(kept);
      if (answer.what === 'later') {
        show(bar.dataset.keeping);
        bar.scrollIntoView();
        bar.focus();
        return undefined;
      }
      drop(kept.command);
      if (one) drop(one.command);
      if (answer.what === 'sent') location.assign(answer.to);
      else form.submit();  // the page says what is wrong
      return undefined;
    });
  }

  // Signing out leaves nothing of one's own on the device.
  const out = document.querySelector('form[action$="/sign-out"]');
  if (out) {
    out.addEventListener('submit', (event) => {
      const waiting = mine();
      if (waiting.length && !window.confirm(say(bar.dataset.out, waiting.length))) { event.preventDefault(); return; }
      write(read().filter((one) => one.login !== login));
    });
  }
  window.addEventListener('online', () => sendAll(false));
  write(read());
  show('');
  sendAll(false);
})();
