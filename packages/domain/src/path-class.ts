import type { PathClass } from './facts.ts'

type Rule = { class: PathClass; at: RegExp }

/** Below these directories, at a whole segment. */
const under = (...directories: string[]) => new RegExp(`^/(?:${directories.join('|')})(?:/|$)`)
/** In any directory of such a name. */
const within = (...names: string[]) => new RegExp(`/(?:${names.join('|')})(?:/|$)`)

/** The first that fits counts, so what may be thrown away comes before what a place is usually for. */
const rules: readonly Rule[] = [
  { class: 'temp', at: under('tmp', 'var/tmp', 'run', 'var/run', 'var/lock', 'dev', 'proc', 'sys') },
  { class: 'temp', at: /(?:\.(?:pid|sock|lock|tmp|swp)|~)$/ },
  { class: 'cache', at: under('var/cache', 'usr/local/share/\\.cache') },
  { class: 'cache', at: within('\\.cache', '[Cc]aches?', '_cacache', '__pycache__', '\\.npm', '\\.nuget', '\\.ccache') },
  { class: 'cache', at: /\.py[co]$/ },
  { class: 'log', at: under('var/log') },
  { class: 'log', at: within('logs?') },
  // key-value stores and Kafka call their data 000123.log
  { class: 'log', at: /(?:^|\/)(?!\d+\.log)[^/]*\.log(?:[.-][^/]*)?$/ },
  // programs that keep their data beside their code, as Elasticsearch, Kibana and nginx do
  { class: 'data', at: under('usr/share/[^/]+/(?:data|html)') },
  {
    class: 'package',
    at: under('s?bin', 'lib(?:32|64|x32)?', 'boot', 'usr/(?:s?bin|lib(?:32|64|x32|exec)?|share|include|src|games)'),
  },
  { class: 'package', at: under('usr/local/(?:s?bin|lib(?:64)?|share|include|src)', 'etc/(?:apk|apt|alternatives)') },
  { class: 'package', at: under('var/lib/(?:dpkg|apt|apk|rpm|yum|dnf|pacman)') },
  { class: 'package', at: within('node_modules', 'site-packages', 'dist-packages') },
  { class: 'config', at: under('etc') },
  { class: 'config', at: within('\\.config') },
  { class: 'config', at: /\.(?:conf|cnf|cfg|ini|toml|ya?ml|properties|env)$/ },
]

/** What an absolute path in a container is for. By its words alone, so it is a guess that names its reason: the rule that fits first. */
export const pathClass = (path: string): PathClass => rules.find(({ at }) => at.test(path))?.class ?? 'data'

/** Classes that nobody misses: what is added there is not counted as lost when a container is re-created. */
export const spareClasses: readonly PathClass[] = ['temp', 'cache', 'package']
