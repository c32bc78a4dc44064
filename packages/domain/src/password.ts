const lengthMin = 12
const lengthMax = 256

/** The most used passwords of 12 characters and more, in lower case; shorter ones fail by length. */
const common = new Set(
  `123456789012 1234567890123 12345678901234 123456789123 123123123123 123412341234 098765432109 987654321098 112233445566
  qwertyuiop12 qwertyuiop123 qwertyuiop[] qwerty123456 qwerty1234567 qwertyqwerty qwerty12345678 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc
  qazwsxedcrfv asdfghjkl123 asdfghjkl;'. zxcvbnm12345 passwordpassword password12345 password123456 password1234567890 passw0rd1234
  p@ssw0rd1234 p@ssword1234 changeme1234 changemechangeme changeme12345 administrator administrator1 admin1234567 adminadminadmin
  admin123456789 letmeinletmein letmein12345 welcome12345 welcome123456 iloveyou1234 iloveyouiloveyou iloveyou12345 sunshine1234
  princess1234 football1234 baseball1234 superman1234 trustno1trustno1 dragon123456 monkey123456 abcdefghijkl abcdefghijklm abcd12345678
  abc123456789 abc123abc123 a1b2c3d4e5f6 correcthorsebatterystaple correct horse battery staple unknownunknown internet1234
  secretsecret secret123456 defaultpassword rootrootroot dockerdocker docker123456 stowagestowage stowage12345`
    .split(/\s+/)
    .filter((word) => word.length > 0),
)
common.add('correct horse battery staple')

/** Why a new password is refused, for people; null = fine. No composition rules, on purpose (NIST SP 800-63B §3.1.1.2). */
export function passwordProblem(password: string, own: readonly string[] = []): string | null {
  const characters = [...password]
  if (characters.length < lengthMin) return `Use at least ${lengthMin} characters.`
  if (characters.length > lengthMax) return `Use at most ${lengthMax} characters.`
  const lower = password.toLowerCase()
  if (common.has(lower) || new Set(characters).size < 4)
    return 'This password is among the first that anyone would try. Choose another.'
  const ownWords = own.flatMap((text) => [text.toLowerCase(), text.toLowerCase().split('@')[0] ?? ''])
  if (ownWords.some((word) => word.length > 3 && lower.replaceAll(word, '').length < 4)) {
    return 'This password is little more than your name or e-mail address. Choose another.'
  }
  return null
}
