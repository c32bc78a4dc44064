import { idle } from '../images.ts'
import { composeContainer, composeVolume } from './compose-labels.ts'
import type { Planter } from './planter.ts'

const project = 'shop'
/** Ends as `idle` does: what comes first, then waiting for the signal. */
const then = (script: string) => ['sh', '-c', `${script}; ${idle[2]}`]

/** The database of the shop, on a named volume, with a backup container that takes its mounts over. */
export async function plantShopDatabase(at: Planter): Promise<void> {
  const labels = composeVolume(project, 'db-data')
  await at.volume('shop_db-data', { what: 'database on a named volume', verdict: 'used', project }, { labels })
  const rows =
    'mkdir -p "$PGDATA/base" && dd if=/dev/urandom of="$PGDATA/base/16384" bs=64k count=128 2>/dev/null && echo 16 > "$PGDATA/PG_VERSION"'
  await at.container(
    'shop-db-1',
    { what: 'database on a named volume', state: 'running', project },
    {
      image: 'postgres:16',
      command: then(rows),
      binds: ['shop_db-data:/var/lib/postgresql/data'],
      labels: composeContainer(project, 'db'),
      restart: 'unless-stopped',
    },
  )
  await at.container(
    'shop-backup-1',
    { what: 'mounts by volumes-from', state: 'running', project },
    { volumesFrom: ['shop-db-1:ro'], labels: composeContainer(project, 'backup') },
  )
}

/** The web server of the shop: its log grows in its writable layer, and someone edited its configuration inside. */
export async function plantShopWeb(at: Planter): Promise<void> {
  await at.volume(
    'shop_reports',
    { what: 'mounted by a job for seconds', verdict: 'orphan', project },
    { labels: composeVolume(project, 'reports') },
  )
  const logs = 'dd if=/dev/urandom of=/var/log/access.log.1 bs=64k count=48 2>/dev/null'
  const grow =
    'while :; do echo "GET /cart 200 $(date)" >> /var/log/access.log; sleep 1; done & trap "kill $!; exit 0" TERM; wait'
  await at.container(
    'shop-web-1',
    { what: 'logs grow in the writable layer', state: 'running', project },
    { image: 'nginx:1.27', command: ['sh', '-c', `${logs}; ${grow}`], labels: composeContainer(project, 'web') },
  )
  await at.container(
    'shop-proxy-1',
    { what: 'configuration edited inside', state: 'running', project },
    { image: 'nginx:1.27', labels: composeContainer(project, 'proxy') },
  )
  await at.execIn('shop-proxy-1', ['sed', '-i', 's/workers=2/workers=8/', '/etc/app/app.conf'])
  await runReportJob(at)
}

/** The shop's cron job: its container exists for as long as it runs, so its volume looks unused most of the time. */
export async function runReportJob(at: Pick<Planter, 'job'>, seconds = 0): Promise<void> {
  const write = 'date >> /reports/sales.csv; sleep "$SECONDS_TO_RUN"'
  await at.job(`shop-report-run-${process.hrtime.bigint()}`, {
    command: ['sh', '-c', write],
    env: [`SECONDS_TO_RUN=${seconds}`],
    binds: ['shop_reports:/reports'],
    labels: { ...composeContainer(project, 'report'), 'com.docker.compose.oneoff': 'True' },
  })
}
