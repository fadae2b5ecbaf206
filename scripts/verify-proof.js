#!/usr/bin/env node
// Checks a proof of GET /admin/consent/{number}/proof without network or packages: node verify-proof.js FILE
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');

const proof = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const states = new Map();
const faults = proof.format === 'hark-consent-proof/1' ? [] : ['unknown format'];
for (const { number, secret, head, records, unsealed } of proof.chains) {
  let previous = null;
  records.forEach(({ evidence, personal, text, canonical, hash, ledger }, index) => {
    const check = (holds, fault) => holds || faults.push(`${number}, record ${index + 1}: ${fault}`);
    check(JSON.stringify(evidence) === canonical, 'the evidence shown is not the evidence hashed');
    check(sha256(canonical) === hash, 'the evidence does not have this hash');
    check(evidence.record_number === index + 1, 'a record is missing or out of order');
    check(evidence.previous_hash === previous, 'it does not follow the record before');
    check(evidence.workspace_id === proof.workspace_id, 'it belongs to another workspace');
    const erased = number.startsWith('erased:') && personal === null && text === null;
    check(erased || personal?.number === number, 'it belongs to another number');
    const isPersonal = () => hmac(secret, JSON.stringify(personal)) === evidence.personal_digest;
    check(erased || isPersonal(), 'number, profiles or provider message are not the ones sealed');
    const isText = () => hmac(secret, JSON.stringify({ text })) === evidence.text_digest;
    check(text === null || isText(), 'the text is not the one sealed');
    const version = evidence.consent_wording_version ?? null;
    const isShown = ({ subscription_group_id: id, version: shown }) =>
      id === evidence.group_id && String(shown) === version;
    const isWording = () => sha256(proof.wordings.find(isShown)?.text ?? '') === evidence.consent_wording_hash;
    check(version === null || isWording(), 'the wording is not the one of the record');
    const { position, previous_hash } = ledger;
    const link = { format: 'hark-consent-ledger/1', workspace_id: evidence.workspace_id, position, previous_hash };
    check(sha256(JSON.stringify({ ...link, record_hash: hash })) === ledger.hash, 'its link in the ledger is broken');
    const [group, state] = [evidence.group_id, evidence.state_after];
    const since = evidence.effect === 'changed' ? evidence.recorded_at : states.get(group)?.since;
    if (number === proof.number && evidence.effect !== 'late') states.set(group, { state, since });
    previous = hash;
  });
  if ((head?.hash ?? null) !== previous || (head?.record_number ?? 0) !== records.length)
    faults.push(`${number}: the last record is not the head`);
  console.log(`${number}: ${records.length} records, head ${previous ?? 'none'}, ${unsealed.length} not sealed yet`);
}
for (const { subscription_group_id: group, name, state, since } of proof.states) {
  const ends = states.get(group)?.state === state && Date.parse(states.get(group).since) === Date.parse(since);
  if (!ends) faults.push(`group ${name ?? group}: the records do not end as ${state} since ${since}`);
  states.delete(group);
}
for (const [group, { state }] of states) faults.push(`group ${group}: ${state} by the records, and not shown`);
if (proof.chains.at(-1)?.number !== proof.number) faults.push('the chain of the number itself is missing');
console.log(faults.length === 0 ? 'The proof holds.' : `The proof does NOT hold:\n${faults.join('\n')}`);
process.exit(faults.length === 0 ? 0 : 1);
