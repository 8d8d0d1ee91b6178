/**
 * The commonest passwords of at least eight characters, as every list of leaked ones begins; compared in lower case. The first
 * guesses of whoever tries, no more: the throttle takes care of the rest.
 */
const words = `
12345678 123456789 1234567890 0123456789 87654321 987654321 0987654321 123123123 12341234 11223344 112233445566 123454321
123456123 123321123 12344321 147258369 159753258 789456123 741852963 102030405060 10203040 11112222 12121212 13131313
31415926 01012011 01234567 19841984 20202020 21212121 1234abcd 1234qwer 123qweasd 123456abc 12345678a 12345678910 123456789a
123456789q 1234567a 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 2wsx3edc q1w2e3r4 q1w2e3r4t5 qazwsxedc
qazwsx123 qwer1234 qwert123 qwert1234 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop qwertyuiop123
qwertzui qwertzuiop azertyui azertyuiop asdfasdf asdfghjk asdfghjkl asdf1234 asd123456 asdqwe123 zaq12wsx zaq1zaq1 zxcvbnm1
zxcvbnm123 zxcv1234 abcd1234 abc12345 abc123456 abc123abc abcdefgh abcdefghi a1b2c3d4 a1234567 a12345678 a123456789 aa123456
aa12345678 as123456 q1234567 password password! password1 password1! password12 password123 password123! password1234
password01 passw0rd passw0rd1 passw0rd! p@ssw0rd p@ssword p@ssw0rd1 p@ssw0rd123 p@ssword1 pa55word pa$$word pa$$w0rd passport
password2 password3 passwort passwort1 motdepasse contrasena contraseña wachtwoord mypassword yourpassword nopassword
thepassword changeme changeme1 changeme123 letmein1 letmein123 letmein! welcome1 welcome01 welcome12 welcome123 welcome! welcome1!
iloveyou iloveyou1 iloveyou2 iloveyou123 ilovegod iloveyou! loveyou1 lovelove sunshine sunshine1 princess princess1 football
football1 baseball baseball1 basketball softball volleyball superman superman1 batman123 spiderman starwars starwars1 pokemon1
pokemon123 minecraft minecraft1 trustno1 trustnoone whatever whatever1 computer computer1 internet internet1 samsung1 michelle
jennifer jennifer1 jessica1 samantha victoria veronica patricia elizabeth charlotte stephanie alexander alexandra alexander1
benjamin jonathan christian christopher nicholas sebastian danielle michael1 michael123 charlie1 charlie123 jordan23 jordan123
daniel123 ashley123 andrew123 thomas123 robert123 george123 matthew1 anthony1 william1 richard1 liverpool liverpool1 chelsea1
arsenal1 manchester barcelona realmadrid juventus lakers24 yankees1 cowboys1 steelers eagles123 mercedes porsche911 ferrari1
corvette mustang1 harley123 snowball snoopy123 scooter1 tigger123 hello123 hello1234 hellohello goodluck blink182 facebook
facebook1 linkedin google123 myspace1 babygirl babygirl1 butterfly butterfly1 chocolate chocolate1 cheese123 cookie123 banana123
december november september midnight maverick mountain champion dragon123 dragon12 monkey123 monkey12 master123 shadow123
hunter123 killer123 pepper123 ginger123 summer123 summer2023 summer2024 summer2025 summer2026 winter2023 winter2024 winter2025
winter2026 spring2024 spring2025 spring2026 autumn2025 freedom1 fuckyou1 fuckyou123 fuckyou2 fuckoff1 asshole1 bullshit
administrator admin123 admin1234 admin12345 admin@123 adminadmin administrator1 root1234 rootroot toor1234 test1234 test12345
testtest testtest1 testing1 testing123 test123456 guest123 user1234 username username1 default1 demo1234 temp1234 temppass
secret123 secret12 topsecret system32 server123 access14 security security1 blahblah blahblah1 bigdaddy big123456 california
godzilla gandalf1 homelessp0rn ncc1701d nintendo playstation xbox3600 rush2112 slipknot metallica metallica1 nirvana1 eminem123
scorpion sweetheart swordfish thunder1 training trinity1 vanessa1 zxasqw12 zxczxc123 qweasdzxc qweasd123 qweqweqwe poiuytrewq
0p9o8i7u 1a2b3c4d 1a2s3d4f 5201314520 woaini520 woaini1314 woaini123 a5201314 livestream livestream1 streaming streaming1
streamer streamer1 broadcast broadcaster
`;

const commonPasswords: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ''));

const isOneCharacter = (password: string): boolean => new Set(password).size === 1;

/** True for a password that is guessed first: one of the list in any case, or one character over and over. */
export const isCommonPassword = (password: string): boolean =>
  commonPasswords.has(password.toLowerCase()) || isOneCharacter(password);
