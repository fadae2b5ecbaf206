import { parsePostmasterPid } from './postmaster-pid.js';

const lines = (status: string): string =>
  ['4711', '/x/.hark/postgres', '1700000000', '20123', '', '127.0.0.1', '  1234567   8', status, ''].join('\n');

describe('parsePostmasterPid', () => {
  it.each([
    ['ready   ', 'ready'],
    ['starting', 'starting'],
    ['stopping', 'stopping'],
    ['standby ', 'starting'],
  ])('reads the status %j as %s', (written, status) => {
    expect(parsePostmasterPid(lines(written))).toEqual({ pid: 4711, port: 20_123, status });
  });

  it('takes a file that is still being written for a server that starts', () => {
    expect(parsePostmasterPid('4711\n/x/.hark/postgres\n')).toEqual({ pid: 4711, port: 0, status: 'starting' });
  });

  it('takes single-user mode, which writes a negative number, for a server that starts', () => {
    expect(parsePostmasterPid('-4711\n/x\n1700000000\n')).toEqual({ pid: 4711, port: 0, status: 'starting' });
  });

  it.each(['', '\n', 'nonsense', '0\n'])('finds no process in %j', (text) => {
    expect(parsePostmasterPid(text)).toBeNull();
  });
});
