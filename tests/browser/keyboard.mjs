// Somebody who has a keyboard and nothing else: what they use they reach by Tab, and then press Enter or
// Space, arrows, or type. Whatever Tab does not reach within one walk around the page cannot be used.

// One walk around the page and a little more, so that a place before the present one is found as well.
async function walk(page, isThere) {
  const stations = await page.evaluate(() => document.querySelectorAll('a, button, input, select, textarea, summary, '
    + '[tabindex]').length);
  for (let step = 0; step <= stations + 20; ++step) {
    if (await isThere()) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

async function only(locator) {
  await locator.first().waitFor({state: 'attached'});
  return locator.first().elementHandle();
}

export async function reach(page, locator) {
  const place = await only(locator);
  const reached = await walk(page, () => place.evaluate((element) => element === document.activeElement));
  if (!reached) throw new Error(`Tab does not reach ${locator}`);
  return place;
}

// A link or button that leads to another page, which has been loaded when this returns.
export async function press(page, locator) {
  await reach(page, locator);
  await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
  await page.waitForLoadState();
}

// A link to a file.
export async function download(page, locator) {
  await reach(page, locator);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return file.path();
}

export async function write(page, locator, text) {
  await reach(page, locator);
  await page.keyboard.press('Control+A');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(text);
}

export async function choose(page, locator, value) {
  const list = await reach(page, locator);
  const steps = await list.evaluate((select, wanted) =>
    [...select.options].findIndex((option) => option.value === wanted) - select.selectedIndex, value);
  for (let step = 0; step < Math.abs(steps); ++step) await page.keyboard.press(steps < 0 ? 'ArrowUp' : 'ArrowDown');
  const chosen = await list.evaluate((select) => select.value);
  if (chosen !== value) throw new Error(`the arrows lead to "${chosen}" instead of "${value}" in ${locator}`);
}

// A box is ticked with Space; a group of choices is entered by Tab and walked with arrows.
export async function mark(page, locator) {
  const box = await only(locator);
  if (await box.evaluate((element) => element.type) === 'checkbox') {
    await reach(page, locator);
    if (!await box.evaluate((element) => element.checked)) await page.keyboard.press('Space');
    return;
  }
  const entered = await walk(page, () => box.evaluate((element) =>
    document.activeElement.name === element.name && document.activeElement.form === element.form));
  if (!entered) throw new Error(`Tab does not reach the choices around ${locator}`);
  const choices = await box.evaluate((element) => document.getElementsByName(element.name).length);
  if (!await box.evaluate((element) => element === document.activeElement)) {
    for (let step = 0; step < choices && !await box.evaluate((element) => element.checked); ++step)
      await page.keyboard.press('ArrowDown');
  } else await page.keyboard.press('Space');
  if (!await box.evaluate((element) => element.checked)) throw new Error(`the arrows do not lead to ${locator}`);
}

// The window in which a file is chosen belongs to the system; the button that opens it is ours.
export async function chooseFile(page, locator, file) {
  await reach(page, locator);
  const [window] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await window.setFiles(file);
}
