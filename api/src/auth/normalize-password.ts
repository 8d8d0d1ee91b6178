/** A password as it is judged and hashed: what looks alike is alike, however the keyboard composed it (NFKC, NIST SP 800-63B §5.1.1.2). */
export const normalizePassword = (password: string): string => password.normalize('NFKC');
