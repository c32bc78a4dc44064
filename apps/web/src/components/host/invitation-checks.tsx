import { CodeBlock } from '@/components/ui/code-block.tsx'

const checks = (origin: string, hostname: string) => [
  {
    question: 'Is the agent running?',
    command: "docker ps -a --filter name=stowage-agent --format '{{.Status}}' && docker logs --tail 20 stowage-agent",
    symptom: 'No line, or "Exited": the last log line says why.',
  },
  {
    question: 'Does the machine reach this server?',
    command: `curl -sS -o /dev/null -w '%{http_code}\\n' ${origin}/livez`,
    symptom: `200 is right. "Could not resolve host" means that the machine does not know the name ${hostname}.`,
  },
  {
    question: 'Is its clock right?',
    command: 'date -u',
    symptom: 'Off by more than a few minutes: certificates look expired or not yet valid, and the connection is refused.',
  },
]

/** After a minute of silence: what to look at on the machine, and what each answer means. */
export const InvitationChecks = () => (
  <section aria-label="Three things to check" className="flex flex-col gap-3">
    <p className="font-medium">Nothing has connected for a minute. Three things to check on the machine:</p>
    <ol className="flex flex-col gap-3">
      {checks(location.origin, location.hostname).map((check) => (
        <li key={check.question} className="flex flex-col gap-1">
          <p className="text-base font-medium text-text">{check.question}</p>
          <CodeBlock text={check.command} />
          <p className="text-sm text-text-3">{check.symptom}</p>
        </li>
      ))}
    </ol>
  </section>
)
