/** Answers of real engines, shortened to what is read. 20.10.24 as captured; those of 29 as `engine-facts` W1, M2 and V18 record them. */

export const ids = {
  web: '2ece86ce3b354830984d239b34105d1a4b2c2f45833af0deffa77150f836f689',
  copy: 'a89f96044c128b71f48733d1f39ea986e7fc17f8ce5e219074a8425b2b6c0c4f',
  ended: 'afd5b6a49ec08fc4c5d8fc0917742f6e971896196b581fa36748ea6ddc481ce9',
}
export const anonymousName = '2d57e4f9c6bf2351a5a3f98a57036e450c34c992e389d326262fdf303112908c'

const volumeMount = (Name: string, Destination: string) => ({
  Type: 'volume',
  Name,
  Source: `/var/lib/docker/volumes/${Name}/_data`,
  Destination,
  Driver: 'local',
  Mode: 'z',
  RW: true,
  Propagation: '',
})

export const listRow2010 = {
  Id: ids.web,
  Names: ['/run1'],
  Image: 'box:1',
  ImageID: 'sha256:d4007eb3e59e4eb64c22ff729be5288dd8c14c297e3bbd7cb3d00dd2ff4785b2',
  Command: '/bin/sleep 1000',
  Created: 1795470905,
  Ports: [],
  Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
  State: 'running',
  Status: 'Up 5 minutes',
  HostConfig: { NetworkMode: 'none' },
  // in the random order of a Go map, and without the source of a volume that is not mounted
  Mounts: [
    { ...volumeMount(anonymousName, '/vdata'), Source: '', Mode: '' },
    volumeMount('plain', '/data'),
    { Type: 'tmpfs', Source: '', Destination: '/tt', Mode: '', RW: true, Propagation: '' },
  ],
}

export const inspect2010 = {
  Id: ids.web,
  Created: '2026-11-23T21:55:05.857387388Z',
  Path: '/bin/sleep',
  Args: ['1000'],
  State: {
    Status: 'running',
    Running: true,
    Pid: 11601,
    ExitCode: 0,
    Error: '',
    StartedAt: '2026-11-23T21:55:06.061864403Z',
    FinishedAt: '0001-01-01T00:00:00Z',
  },
  Image: 'sha256:d4007eb3e59e4eb64c22ff729be5288dd8c14c297e3bbd7cb3d00dd2ff4785b2',
  Name: '/run1',
  RestartCount: 0,
  Driver: 'overlay2',
  Platform: 'linux',
  ExecIDs: null,
  HostConfig: {
    Binds: ['plain:/data'],
    LogConfig: { Type: 'json-file', Config: {} },
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    VolumesFrom: null,
    ReadonlyRootfs: false,
    Tmpfs: { '/scratch': '', '/sealed': 'ro,size=1m' },
    Mounts: [{ Type: 'tmpfs', Target: '/tt' }],
  },
  GraphDriver: {
    Data: {
      LowerDir: '/var/lib/docker/overlay2/c8e0b6b672ab-init/diff:/var/lib/docker/overlay2/2550fea0082c/diff',
      MergedDir: '/var/lib/docker/overlay2/c8e0b6b672ab/merged',
      UpperDir: '/var/lib/docker/overlay2/c8e0b6b672ab/diff',
      WorkDir: '/var/lib/docker/overlay2/c8e0b6b672ab/work',
    },
    Name: 'overlay2',
  },
  Mounts: [
    volumeMount('plain', '/data'),
    { Type: 'tmpfs', Source: '', Destination: '/tt', Mode: '', RW: true, Propagation: '' },
    { ...volumeMount(anonymousName, '/vdata'), Mode: '' },
  ],
  Config: {
    Hostname: '2ece86ce3b35',
    Env: ['DB_PASSWORD=hunter2'],
    Cmd: ['/bin/sleep', '1000'],
    Image: 'box:1',
    Volumes: { '/vdata': {} },
    Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
  },
}

/** API >= 1.52 with the containerd store. */
export const inspect29 = {
  ...inspect2010,
  Driver: 'overlayfs',
  GraphDriver: undefined,
  Storage: { RootFS: { Snapshot: { Name: 'overlayfs' } } },
  HostConfig: { ...inspect2010.HostConfig, ReadonlyRootfs: true, Tmpfs: null },
  Mounts: [
    ...inspect2010.Mounts,
    {
      Type: 'image',
      Name: 'plain',
      Source: '/var/lib/docker/x',
      Destination: '/from-image',
      Mode: '',
      RW: false,
      Propagation: '',
    },
  ],
}

const volume2010 = (Name: string, Labels: object | null, Options: object | null) => ({
  CreatedAt: '2026-11-23T21:55:05Z',
  Driver: 'local',
  Labels,
  Mountpoint: `/var/lib/docker/volumes/${Name}/_data`,
  Name,
  Options,
  Scope: 'local',
})

export const volumes2010 = [
  volume2010('nfs1', null, { device: ':/exp', o: 'addr=10.0.0.9,nfsvers=4.2,rw,password=hunter2', type: 'nfs' }),
  volume2010('t1', null, { device: 'tmpfs', o: 'size=1m', type: 'tmpfs' }),
  volume2010(anonymousName, null, null),
  volume2010('plain', { a: 'b', 'com.docker.compose.project': 'shop' }, null),
  { ...volume2010('broken', null, null), CreatedAt: '0001-01-01T00:00:00Z' },
]

export const pluginVolume = {
  Driver: 'rclone',
  Labels: null,
  Mountpoint: '',
  Name: 'team',
  Options: { remote: 'share:team', 'vfs-cache-mode': 'writes' },
  Scope: 'local',
}

export const events2010 = {
  mount: `{"Type":"volume","Action":"mount","Actor":{"ID":"plain","Attributes":{"container":"${ids.web}","destination":"/data","driver":"local","propagation":"","read/write":"true"}},"scope":"local","time":1795470905,"timeNano":1795470905879699162}`,
  unmount: `{"Type":"volume","Action":"unmount","Actor":{"ID":"plain","Attributes":{"container":"${ids.web}","driver":"local"}},"scope":"local","time":1795470906,"timeNano":1795470906325206310}`,
  create: `{"status":"create","id":"${ids.web}","from":"box:1","Type":"container","Action":"create","Actor":{"ID":"${ids.web}","Attributes":{"com.docker.compose.project":"shop","com.docker.compose.service":"web","image":"box:1","name":"run1"}},"scope":"local","time":1795470905,"timeNano":1795470905871221507}`,
  exec: `{"status":"exec_create: sh -c mysql -phunter2","id":"${ids.web}","from":"box:1","Type":"container","Action":"exec_create: sh -c mysql -phunter2","Actor":{"ID":"${ids.web}","Attributes":{"execID":"7","image":"box:1","name":"run1"}},"scope":"local","time":1795470905,"timeNano":1795470905871221599}`,
}
