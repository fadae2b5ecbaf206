import { cleanEnvironment, parsePasswd, runAs } from './unprivileged-user.js';

describe('parsePasswd', () => {
  it('reads names and numbers and skips what is no account', () => {
    const text =
      'root:x:0:0:root:/root:/bin/sh\n\n# comment\n+::::::\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/sh\n';

    expect(parsePasswd(text)).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'postgres', uid: 101, gid: 104 },
    ]);
  });

  it("reads nobody's negative numbers as macOS writes them", () => {
    expect(parsePasswd('nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false')).toEqual([
      { name: 'nobody', uid: 4_294_967_294, gid: 4_294_967_294 },
    ]);
  });
});

describe('runAs', () => {
  it('gives input to the program and collects what it says', async () => {
    await expect(runAs(null, '/bin/sh', ['-c', 'cat; echo sorry >&2; exit 3'], 'hello ')).resolves.toEqual({
      code: 3,
      output: expect.stringMatching(/hello.*sorry/s) as string,
    });
  });

  it('tells when the program cannot be started', async () => {
    await expect(runAs(null, '/no/such/program', [])).resolves.toMatchObject({ code: null });
  });
});

describe('cleanEnvironment', () => {
  it('carries nothing but what is on its list', () => {
    process.env['HARK_API_KEY'] = 'secret';
    try {
      expect(JSON.stringify(cleanEnvironment())).not.toContain('secret');
    } finally {
      delete process.env['HARK_API_KEY'];
    }
  });
});
