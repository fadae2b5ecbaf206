import { Injectable } from '@nestjs/common';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** Takes people out of `inbound_message` and `inbound_decision`. The rows stay: their keys refuse repeats for life. */
@Injectable()
export class ErasedTextRepository {
  /**
   * Empties every text these numbers sent, with what was decided about it. Callers hold the locks of the numbers, so
   * that no text of theirs is on the road meanwhile.
   * @returns ids of the texts
   */
  async erase(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
    at: Date,
  ): Promise<readonly string[]> {
    if (numbers.length === 0) return [];
    const written = numbers.map((number) => number.e164());
    const texts = await work.rows<{ id: string }>(FIND_TEXTS, [
      workspaceId,
      written,
      // Bytes nobody could read have no sender; a provider writes the digits of a number in one piece, the plus or not.
      written.map((number) => Buffer.from(number.slice(1))),
    ]);
    const ids = texts.map(({ id }) => id);
    if (ids.length === 0) return ids;
    await work.execute(ERASE_DECISIONS, [workspaceId, ids]);
    await work.execute(ERASE_MESSAGES, [workspaceId, ids, at]);
    return ids;
  }

  /** Takes deleted profiles out of the decisions about numbers that somebody else still holds. */
  async forgetProfiles(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
    brazeIds: readonly string[],
  ): Promise<void> {
    if (numbers.length === 0) return;
    await work.execute(
      `update inbound_decision set outcome = jsonb_set(outcome, '{profile}', 'null')
        where workspace_id = $1 and from_number = any($2::text[]) and outcome->'profile'->>'braze_id' = any($3::text[])`,
      [workspaceId, numbers.map((number) => number.e164()), brazeIds],
    );
  }
}

/** By the index of the numbers, and by that of the quarantine: it is small, or somebody has been looking away. */
const FIND_TEXTS = `
  select inbound_message_id as id
    from inbound_decision
   where workspace_id = $1 and from_number = any($2::text[])
  union
  select message.id
    from inbound_decision decision
   cross join lateral (
     select m.id from inbound_message m
      where m.workspace_id = decision.workspace_id and m.id = decision.inbound_message_id and m.from_raw = ''
        and exists (select from unnest($3::bytea[]) as digits where position(digits in m.raw_body) > 0)
     offset 0) as message
   where decision.workspace_id = $1 and decision.status = 'quarantined'`;

const ERASE_DECISIONS = `
  update inbound_decision
     set status = 'erased', from_number = null, error_code = null, category = null, rule = null, language = null,
         outcome = null, trace = null
   where workspace_id = $1 and inbound_message_id = any($2::uuid[])`;

/** Neighbours that came in the same request keep their own fields; the bytes of the request were about all of them. */
const ERASE_MESSAGES = `
  with erased as (
    update inbound_message
       set raw_body = '', content_type = null, from_raw = '', body = '', media = '[]', hint = null, erased_at = $3
     where workspace_id = $1 and id = any($2::uuid[])
    returning request_id
  )
  update inbound_message neighbour set raw_body = ''
    from (select distinct request_id from erased where request_id is not null) as request
   where neighbour.workspace_id = $1 and neighbour.request_id = request.request_id and neighbour.id <> all($2::uuid[])`;
