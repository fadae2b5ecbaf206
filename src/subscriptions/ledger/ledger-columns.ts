/** UTC with a fixed number of decimals: the same text whatever the session's time zone and date style. */
const asUtc = (column: string): string =>
  `to_char(c.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`;

/** The columns of `consent_change c` as a `LedgerRow` has them. */
export const LEDGER_COLUMNS = [
  `c.workspace_id, c.id, c.number, c.group_id, c.profile_ids, c.action, c.state_before, c.state_after, c.effect, c.reason,
   c.source, c.rule, c.keyword_set_version, c.matched_keyword, c.inbound_message_id, c.provider, c.provider_message_id,
   c.sender, c.sender_kind, c.actor, c.origin_change_id`,
  // By way of numeric, which always rounds to six digits; how a real prints depends on a setting of the session.
  'c.score::numeric::text as score',
  asUtc('provider_time'),
  asUtc('received_at'),
  asUtc('occurred_at'),
  asUtc('recorded_at'),
  'c.consent_wording_version::text as consent_wording_version',
  `(select encode(sha256(convert_to(w.text, 'UTF8')), 'hex') from consent_wording w
     where w.workspace_id = c.workspace_id and w.group_id = c.group_id and w.version = c.consent_wording_version)
   as consent_wording_hash`,
].join(', ');
