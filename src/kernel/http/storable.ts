import { Matches } from 'class-validator';

/**
 * A text PostgreSQL can keep as it is: without U+0000 and lone surrogates. Nobody types them into a form, so refusing them by
 * name is kinder than storing something else. (What people text is replaced instead: `toStorableText`.)
 */
export const Storable = (): PropertyDecorator =>
  Matches(/^[^\u0000\p{Surrogate}]*$/u, { message: '$property must not contain U+0000 or half a character' });
