/**
 * Lets plain Node.js run our TypeScript: `node --import ./test/support/typescript/register.js file.ts`.
 * For what has to be a process of its own: the test database, and programs that a test kills.
 */
import { register } from 'node:module';

register('./hooks.js', import.meta.url);
