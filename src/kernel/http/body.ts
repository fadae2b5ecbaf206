import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { InvalidRequest } from '../app-error.js';

/** None of our bodies comes near. class-transformer recurses, and 100,000 levels are more than the stack holds. Unit: levels. */
const DEEPEST = 50;

/**
 * Reads a request body into its class and checks it. Unknown fields are refused by name: a misspelt option must not
 * be ignored silently. Only for our own API; the compatible API keeps unknown keys, they are custom attributes.
 * @throws InvalidRequest naming every field that is wrong
 */
export function readBody<Body extends object>(type: new () => Body, body: unknown): Body {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw new InvalidRequest('The body must be a JSON object.');
  if (isDeeperThan(DEEPEST, body)) throw new InvalidRequest(`The body nests deeper than ${DEEPEST} levels.`);
  const instance = plainToInstance(type, body, { exposeDefaultValues: true });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) {
    const faults = errors.flatMap((error) => flatten(error, ''));
    throw new InvalidRequest(faults[0] ?? 'The body is not valid.', faults);
  }
  return instance;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Level by level, not by recursion: it is asked about what would be too deep for that. */
function isDeeperThan(levels: number, body: object): boolean {
  let level: object[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= levels) return true;
    level = level.flatMap((each) => Object.values(each as Record<string, unknown>).filter(isObject));
  }
  return false;
}

function flatten(error: ValidationError, parent: string): string[] {
  const path = /^\d+$/.test(error.property) ? `${parent}[${error.property}]` : join(parent, error.property);
  const constraints = error.constraints ?? {};
  const known = !('whitelistValidation' in constraints);
  if (known && error.value === undefined && Object.keys(constraints).length > 0) return [`'${path}' is required`];
  const message = worst(constraints);
  const own = message === null ? [] : [sentence(path, error.property, message)];
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}

/** Constraints on the kind of a value. Where one is broken, the others (a length, a pattern) say nothing of use. */
const KINDS = ['isDefined', 'isString', 'isArray', 'isObject', 'isBoolean', 'isInt', 'isNumber'];

/** One sentence per field: the one to mend first. */
function worst(constraints: Readonly<Record<string, string>>): string | null {
  const kind = KINDS.find((name) => name in constraints);
  return (kind === undefined ? Object.values(constraints)[0] : constraints[kind]) ?? null;
}

function sentence(path: string, property: string, message: string): string {
  if (message.includes('should not exist')) return `'${path}' is not a known field`;
  // class-validator begins its sentences with the bare property name; show the whole path instead.
  return message.startsWith(property) ? `'${path}'${message.slice(property.length)}` : `'${path}': ${message}`;
}

function join(parent: string, property: string): string {
  return parent === '' ? property : `${parent}.${property}`;
}
