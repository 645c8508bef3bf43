// What machines read of the site that NIGIWAI_URL names: the OpenAPI document by the rules of Spectral and of
// Redocly, warnings counted like errors; the Atom feed by the grammar of RFC 4287 (atom.rnc), judged by Jing, which
// the Nu HTML checker brings along. Closes with "N passed, N failed".
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import redocly from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import spectralRulesets from '@stoplight/spectral-rulesets';

import {check, close} from './results.mjs';

const site = process.env.NIGIWAI_URL;
const at = (name) => new URL(name, import.meta.url).pathname;
const jing = ['-cp', at('node_modules/vnu-jar/build/dist/vnu.jar'), 'nu.validator.vendor.thaiopensource.relaxng.util.Driver', '-c'];

async function spectralProblems(text) {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(new spectralCore.Ruleset({
    extends: [[spectralRulesets.oas, 'all']],
    rules: {
      'contact-properties': 'off', // who runs an installation, and how to reach them, the program does not know
      'license-url': 'off', // OpenAPI 3.1 has a licence either by address or, as here, by its SPDX identifier
    },
  }));
  const document = new spectralCore.Document(text, spectralParsers.Json, 'openapi.json');
  return (await spectral.run(document)).map((one) => `${one.path.join('.')} ${one.code}: ${one.message}`);
}

async function redoclyProblems(text) {
  const config = await redocly.createConfig({extends: ['recommended-strict']});
  const found = await redocly.lintFromString({source: text, absoluteRef: 'openapi.json', config});
  return found.map((one) => `${one.location[0]?.pointer} ${one.ruleId}: ${one.message}`);
}

function atomProblems(file) {
  const run = spawnSync('java', [...jing, at('atom.rnc'), file], {encoding: 'utf8'});
  if (run.error) throw run.error;
  const said = (run.stdout + run.stderr).trim();
  return run.status === 0 ? [] : said.split('\n').map((line) => line.replace(file, ''));
}

const openapi = await (await fetch(site + '/api/v1/openapi.json')).text();
check('OpenAPI by Spectral', await spectralProblems(openapi));
check('OpenAPI by Redocly', await redoclyProblems(openapi));

const folder = await mkdtemp(join(tmpdir(), 'nigiwai-feed-'));
try {
  for (const address of ['/feed.atom', '/en/feed.atom']) {
    const feed = await (await fetch(site + address)).text();
    const file = join(folder, 'feed.atom');
    await writeFile(file, feed);
    check(`${address} by the grammar of Atom`, atomProblems(file));
    // The grammar has teeth: a feed that lost a needed part is refused.
    await writeFile(file, feed.replace(/<updated>[^<]*<\/updated>/, ''));
    check(`${address} without its date is refused`, atomProblems(file).length > 0 ? [] : ['it was taken']);
  }
} finally {
  await rm(folder, {recursive: true});
}
close();
