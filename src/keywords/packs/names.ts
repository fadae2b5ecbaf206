/**
 * First names and family names people are written to by mistake: "I'm not Kevin", "Kevin no longer has this phone".
 * Common ones of the languages of the packs; those that are also everyday words ("mark", "will", "rose") are left out.
 */
export const NAMES = `
  aaron abby adam adriana agnes ahmed aidan alan albert alejandra alejandro alessandra alessandro alex alexa alexander alexandra
  alexis alfred ali alice alicia allison amanda amelia amy ana andre andrea andreas andrew andrzej angela angelica angelo anita ann
  anna annalisa anne annie antje anthony antoine antonio ashley austin barbara barry bart bartek beata beatrice becky ben benjamin
  bernard bernd beth betty bianca birgit bob bobby brad bram brandon brenda brian brittany bruce bruna bruno bryan caitlin
  camila camille carla carlo carlos carmen carol carolina caroline cathy catherine cecilia celine chad charles charlie charlotte chloe
  chris christian christina christine christopher cindy claire clara claude claudia colin connor cristina cynthia dagmar damian
  daniel daniela danielle danny darek darren dave david deborah debbie denise dennis derek diana diane diego dieter dirk dominik
  dominique don donna dorota doug doris dylan eddie eduardo edward elena eleonora elias elisa elizabeth ella ellen els emil emilia
  emily emma enrico eric erica erik erika ernesto esther eva evelyn ewa fabian fabio federica federico felipe felix fernanda fernando
  filip florian francesca francesco francis francisco francois frank franz fred frederic gabriel gabriela gary george georg gerard
  gerda gerhard gianni gina giorgia giorgio giovanna giovanni giulia giuseppe gloria gonzalo greg gregory greta gustavo guillaume
  hanna hannah hans harry heather hector heike heinz helen helena helga henk henry holger hugo ian ilaria ines ingrid irene iris
  isabel isabella ivan ivonne jack jacob jacqueline jacques jakub james jamie jan jana jane janet janine janusz jared jasmine jason
  javier jean jeff jennifer jenny jens jeremy jerome jerry jesse jessica jessie jesus jill jim jimmy joan joana joanna joao joe joel
  joelle johan johanna john johnny jolanda jonas jonathan jordan jorge jose joseph joshua juan juana juanita judith judy julia
  julian juliana julie julien jurgen justin justyna kaja kamil karen karin karl karol karolina kasia kate katharina katherine kathy
  katie katrin katrina kayla keith kelly ken kenneth kevin kim klaus koen krzysztof kurt kyle larry lars laura laurent lauren lea
  leah leo leon leonardo leonie leticia liam lidia linda lisa lorenzo louis louise luca lucas lucia luciana lucie lucy luigi luis
  luisa lukas luke lynn maciej magda magdalena maja malgorzata manon manuel manuela marc marcel marcela marcelo marcin marco marcos
  marek margaret maria mariana marie marieke mariana marina mario marion marius marlene marta martha martin martina marvin mary
  mateo mateusz mathieu matt matteo matthew matthias max maya megan meike melanie melissa mia michael michal michel michele michelle
  miguel mike milena mike mitchell monica monika monique muhammad nadia nancy natalia natalie nathalie nathan nick nicholas nicola
  nicolas nicole nina noah nora norbert oliver olivia olga omar oscar otto pablo pamela paola paolo pat patricia patrick patryk paul
  paula paulina paulo pauline pawel pedro peter petra phil philip philippe pierre piet pieter piotr rachel rafael rafal ralf ramon
  raquel raul rebecca regina renata renate rene ricardo riccardo richard rick rita rob robert roberta roberto robin rodrigo roger
  roland rolf romain ron ronald roman rosa rosario ruben rudolf russell ruth ryan sabine sabrina salvatore sam samantha samuel sander
  sandra sara sarah sascha scott sean sebastian sebastiano serena sergio sharon shawn silke silvia simon simona simone sofia sonia
  sophia sophie stacy stefan stefania stefano steffen stella stephanie stephen steve steven stijn sue susan susanne suzanne sven
  sylvie sylwia tammy tanja tanya tatiana ted teresa terry thomas thierry thijs tiffany tim timothy tina tobias todd tom tomasz tony
  tracy travis trevor tyler ulrich ulrike ursula ute valentina valeria valerie vanessa vera veronica veronique victor victoria vincent
  virginie vittoria walter wanda wendy werner wiktor wilhelm willem wojciech wolfgang wouter xavier yann yannick yvonne zofia zuzanna
  smith johnson williams jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson taylor jackson perez
  thompson sanchez ramirez lewis walker robinson wright torres nguyen flores adams nelson rivera campbell roberts gomez diaz cruz
  reyes morales gutierrez ortiz castillo vargas mendoza ruiz fernandez muller mueller schmidt schneider fischer weber meyer meier
  wagner becker schulz schulze hoffmann schafer koch bauer richter klein wolf schroder neumann schwarz zimmermann braun kruger
  hofmann hartmann lange schmitt werner krause lehmann kohler dupont durand dubois moreau laurent lefebvre leroy roux fournier
  girard bonnet lambert fontaine rossi russo ferrari esposito bianchi romano colombo ricci marino greco conti gallo costa giordano
  mancini rizzo lombardi moretti jansen janssen bakker visser smit meijer mulder bos vos peters hendriks dekker dijkstra kowalski
  kowalska nowak wisniewski wisniewska wojcik kowalczyk kaminski kaminska lewandowski lewandowska zielinski zielinska szymanski
  silva santos oliveira souza lima pereira ferreira alves ribeiro rodrigues gomes martins carvalho almeida
`;

/** The names without those that are ordinary words of a language: Italian "mia sorella", Spanish "rosa". */
export function namesWithout(words: string): string {
  const left = new Set(words.split(' '));
  return NAMES.split(/\s+/u)
    .filter((name) => name !== '' && !left.has(name))
    .join(' ');
}

/** Polish names as they stand after "I am not". */
export const POLISH_NAMES_DECLINED = `
  anna ania anie anny joanna katarzyna kasia malgorzata agnieszka agnieszki barbara ewa ewy krystyna elzbieta magdalena monika teresa janem andrzejem
  piotrem krzysztofem stanislawem tomaszem pawlem jozefem marcinem markiem michalem grzegorzem jerzym tadeusz adamem lukaszem
  zbigniewem ryszardem dariuszem henrykiem mariuszem wojciechem robertem mateuszem rafalem jackiem janusz maciejem
  kamilem jakubem kowalskim nowakiem kowalska wisniewskim lewandowskim kaminskim zielinskim
  marka tomka pawla piotra adama michala jana andrzeja krzysztofa anny kasi ewy magdy moniki joanny beaty darka wojtka
`;

/** Japanese family names and a few first names. */
export const JAPANESE_NAMES = `
  田中 佐藤 鈴木 高橋 伊藤 渡辺 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 清水 山崎 阿部 森 池田 橋本 山下
  石川 中島 前田 藤田 小川 後藤 岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中川 中野 原田 小野 竹内 太郎 花子
`;
