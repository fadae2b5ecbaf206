import { Hark } from './hark.js';
import { closedLoop, request, type Shot } from './load.js';

const OBJECTS = 75;
const CONNECTIONS = 4;
const SECONDS = 8;

/** @returns attributes objects per second through `/users/track` at 75 objects a request, half of them new people */
export async function benchTrack(): Promise<{ objectsPerSecond: number; failures: number }> {
  const hark = await Hark.start({});
  try {
    const shots = requests(hark);
    await closedLoop(hark.port, CONNECTIONS, shots, 2);
    const result = await closedLoop(hark.port, CONNECTIONS, shots, SECONDS);
    return { objectsPerSecond: (result.answers * OBJECTS) / result.seconds, failures: result.failures };
  } finally {
    await hark.stop();
  }
}

function* requests(hark: Hark): Generator<Shot> {
  for (let sequence = 0; ; sequence++) {
    const attributes = Array.from({ length: OBJECTS }, (_, index) => {
      const person = sequence % 2 === 0 ? sequence * OBJECTS + index : ((sequence * 7919) % 50_000) + index;
      return { external_id: `person-${person}`, first_name: 'Ada', visits: { inc: 1 }, city: `city ${person % 100}` };
    });
    yield {
      label: 'track',
      bytes: request('POST', { host: hark.host, path: '/users/track' }, JSON.stringify({ attributes }), {
        'content-type': 'application/json',
        authorization: hark.authorization,
      }),
    };
  }
}
