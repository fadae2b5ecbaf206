import { ConsentEnded, NumbersDeactivated } from '../../src/contracts/delivery/numbers-deactivated.event.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { InvalidNumbersModule } from '../../src/delivery/invalid-numbers.module.js';
import { Handles } from '../../src/kernel/road/handles.decorator.js';
import { readPersonPhone } from '../../src/phone/phone-rules.js';
import { type Answer, bootModule, type TestApp } from './app.js';

/** The room of invalid numbers alone, with what its tests say again and again. */
export interface InvalidNumbersApp extends TestApp {
  flag(body: object): Promise<Answer>;
  /** Asks the management API. @param query with its question mark */
  list(query: string): Promise<Answer>;
  /** By the compatible API. */
  remove(body: unknown): Promise<Answer>;
}

/** Stands for the room of consent, which has nothing to end here. */
class NobodyConsented {
  @Handles(NumbersDeactivated)
  end({ work }: NumbersDeactivated): ConsentEnded {
    return new ConsentEnded(work);
  }
}

let lastNumber = 12183095000;

/** A number nobody has used yet, in E.164. */
export function aFreshNumber(): string {
  lastNumber += 1;
  return `+${lastNumber}`;
}

export async function bootInvalidNumbers(): Promise<InvalidNumbersApp> {
  const app = await bootModule({
    imports: [InvalidNumbersModule],
    providers: [NobodyConsented, { provide: PhoneReader, useValue: { readPersonPhone } }],
  });
  return {
    ...app,
    flag: (body) => app.request('POST', '/admin/invalid_numbers', { body }),
    list: (query) => app.request('GET', `/admin/invalid_numbers${query}`),
    remove: (body) => app.request('POST', '/sms/invalid_phone_numbers/remove', { body }),
  };
}
