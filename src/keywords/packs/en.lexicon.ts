import { NAMES } from './names.js';

/** Names common where English is spoken (Ireland, Scotland, Nigeria, India, North America) beyond the list of all packs. */
const ENGLISH_SPEAKING_NAMES = `
  declan siobhan aoife niamh ciaran eoin padraig sinead grainne fergal brendan roisin cormac deirdre oisin saoirse eamon colm maeve orla
  rahul priya amit anil sunil raj rajesh ramesh suresh vikram sanjay sandeep deepak pooja neha anjali arjun aditya rohit rohan kiran
  lakshmi ravi vijay ajay manish ashok mohan sunita kavita meera divya sneha arun ganesh harish naveen prakash singh kumar sharma patel
  gupta verma reddy iyer nair mehta kapoor chopra joshi desai
  chinedu emeka ngozi chioma ifeoma amaka obinna chukwuma nneka uche ikechukwu tunde femi segun funke yemi kemi adewale adebayo
  oluwaseun seun dayo bukola folake titi musa ibrahim abubakar aisha fatima yusuf halima amina zainab hauwa sani bello okafor eze okoro
  tamika keisha latoya shanice tyrone jamal deshawn darnell lakeisha tyrell marquis jermaine ebony shaniqua tanisha jasmine malik kiara
  gail marge gladys harold eugene walter mildred earl wayne dwayne darryl rodney craig glenn bruce lois marlene phyllis debra
  cheryl theresa judy carolyn janice beverly lorraine randy terri roy leroy clarence stanley norman marjorie irma velma
  nigel graham stuart gareth callum ewan hamish fiona morag kirsty lorna hayley kayleigh gemma bethany rhys angus alistair geoff neil
  bogdan vlad dmitri igor sergei natasha yuri chen wang tran linh minh hiroshi yuki mohammed mohamed hassan hussein layla deborah
  alvarez hendricks brandon brandons carlos patricia trey tre cody brayden kaylee mckenzie mackenzie logan tanner brianna alyssa kelsey chelsea whitney brooke
`;

/** Word classes of the English patterns. Apostrophes are removed by normalisation: `dont`, `cant`. */
export const EN_LEXICON: Readonly<Record<string, string>> = {
  // What may follow a keyword that could also be an everyday word.
  about: `me us my this these texts text txt txts messages message msg msgs sms all now it alerts ads promos spam texting number
    contact sending everything notifications from list please newsletter bro already marketing`,
  // Asking for an end.
  cease: `stop stopp stahp quit cease discontinue desist halt cut_out cut_it_out knock_off knock_it_off lay_off refrain
    cease_and_desist`,
  end: 'end cancel terminate disable deactivate turn_off turn_of shut_off shut_down turn_these_off turn_this_off switch_off kill',
  ceasing: 'stopped ceased ended discontinued turned_off',
  // What senders do.
  sending: `texting textin txting txtin txtn messaging messagin msging msgin contacting contactin calling callin emailing
    emailin spamming spammin spaming bothering botherin bugging buggin harassing harrassing harassin harrasing pestering
    annoying sending sendin writing writin notifying reaching_out hitting_up hitting_me_up hittin_up hittin_me_up
    hitting_my_phone blowing_up blowin_up blowing_me_up blowing_my_phone blowin_my_phone bombarding flooding soliciting
    pinging waking waking_me_up ringing smsing disturbing buzzing stalking txtng txng texing txtg msgng following_up begging beggin nagging naggin pleading trying_to_sell stalking hounding badgering marketing_to advertising_to wasting`,
  send: `text txt message msg messaging contact email send spam bother bug write harass harrass notify ping solicit disturb
    hit_me_up hit_up blow_up reach_out sms pester buzz text_message`,
  received: 'receive recieve receiving recieving get getting hear hearing have having read reading see seeing',
  // What they send.
  message: `texts txts text txt message messages msg msgs msgz sms mms notification notifications alert alerts promo promos
    promotion promotions promotional ad ads advert adverts advertisement advertisements advertising spam email emails
    communication communications solicitation solicitations marketing newsletter newsletters junk crap garbage bs
    bullshit nonsense shit trash harassment spamming mailings blasts blast updates update offers surveys survey pings dms announcements invites reminders texting messaging
    messges mesages comms telemarketing sms's txt_msgs txtmsgs`,
  these: 'these this it that them those any anything anymore any_more no_more nothing stuff more again ever',
  me: 'me us my our this her him his here mine',
  again: 'again anymore any_more any_longer no_more ever ever_again nomore',
  dont: 'can_u_not can_you_not could_you_not u_not dont do_not dnt donot dont_ever do_not_ever don_t never no_longer not_to please_dont didnt_want_to_have',
  want: 'want wanna need wish care like desire appreciate wants wanted want_to interested',
  // Me, as something to be removed.
  myself: `me us my_number my_phone my_cell my_name my_contact my_info my_information my_data my_details my_digits my_num
    this_number this_phone this_cell this_num her_number his_number our_number the_number my_phone_number my_cell_number
    my_mobile our_phone number my_sons my_daughters my_husband my_wife my_mother my_mom my_dad my_kid`,
  list: `list lists system database db thread group contacts contact chain loop roster rolodex crm mailing subscription
    subscriptions directory distribution records files here texts texting messages sms alerts this that your it rotation
    service program`,
  leave: `unsubscribe unsub opt_out optout opt_me_out get_off be_removed get_removed be_taken_off unsubscribed unsubscribing
    opting_out opted_out be_unsubscribed get_out_of_this get_out_of_these come_off`,
  wontyou:
    'wont_you cant_you wouldnt_you couldnt_you will_you dont_you why_wont why_dont why_cant you_wont u_wont they_wont you_dont u_dont you_never u_never they_never if_you unless_you if_u unless_u wont_u cant_u cant_yall until_you until_u you_havent you_didnt u_didnt if_yall if_they',
  product: `order orders appointment appt appointments reservation reservations booking bookings membership payment payments
    charge charges shipment delivery deliveries package packages box account plan policy trial ticket tickets flight trip
    haircut class classes session lesson lessons return refund item items cart bill bills war cuts checks check transfer
    cancellation invoice insurance catalog catalogs catalogue catalogues paper mail_me mailing_me mailers flyer flyers
    water pain bleeding leak noise barking dog dogs cat kids crying smoking vaping drinking drugs violence pipeline
    vote congress genocide abortion mailman newspaper magazine magazines car truck bus machine engine song prescription
    rx refill refills autopay auto_pay autoship renewal auto_renewal contract lease loan card`,
  names: `${NAMES} ${ENGLISH_SPEAKING_NAMES}`,
  possessive: `${NAMES} ${ENGLISH_SPEAKING_NAMES}`
    .split(/\s+/u)
    .filter((name) => name !== '')
    .map((name) => `${name}s`)
    .join(' '),
  // Verbs that take somebody off a list, and what they take off.
  remove: `remove delete erase expunge purge scrub wipe strike drop bin binned ditch discard destroy deregister deactivate
    unregister delist exclude scratch clear comot commot comout removing deleting erasing trash chuck lose forget take_off take_down
    get_rid_of rmv mute suppress block rmove remov remve dlt del delet toss nuke obliterate eliminate disconnect unlist cancel_out removed deleted erased`,
  phone: `number num numba nbr numbr nmbr nmber no digits phone cell mobile line contact handset sim landline fone phone_number mobile_number
    cell_number cellphone telephone tel cell_phone work_phone work_cell work_line whatsapp numbers nr`,
  detail: `details detail data info information name contact record records contacts email_and_number personal_data
    personal_information personal_details`,
  roll: `list lists database databases db system mailing_list records crm marketing contacts text_list texting_list blast_list
    distribution_list directory phonebook phone_book phone_list sms_list rota register roster_of_texts files books rolodex campaign
    campaigns group_text chain`,
  kin: `mum mom mam mama mammy dad daddy papa gran granny grandma grandpa nan nana grandmother grandfather husband wife son daughter
    mother father brother sister uncle aunt auntie kid child parents in_law hubby`,
  // What senders sell; with "your", "these" or a refusal it means the messages.
  pitch: `coupons coupon deals discounts discount offers sales vouchers voucher rubbish rubish junk crap garbage drivel nonsense
    pitch pitches bumf specials flash_sales sales_pitch sales_pitches promotions promos ads adverts advertising marketing stuff
    propaganda wahala bargains product products services campaigns campaign mailers_by_text tat waffle`,
  refuse: `dont do_not dnt donot dont_ever do_not_ever don_t never no_longer didnt_want_to_have no_dey no_de nor_dey dey_no shouldnt
    should_not must_not mustnt may_not not_to please_not dnot doe_not doesnt aint isnt cant_you_not no_need_to make_una_no make_you_no
    una_no not did_not didnt doth_not can_you_not can_u_not could_you_not quit_not plz_no pls_no nor`,
  continue: 'continue keep carry_on go_on persist bother keep_on continuing',
  dial: 'dialed dialled reached texted contacted messaged called',
  threat: `cops police lawyer lawyers attorney solicitor sue suing sued court report reporting reported legal fcc ftc ico tcpa trai
    bbb ofcom acma crtc asai ncc consumer_protection complaint complain block blocking blocked lawsuit authorities small_claims trading_standards legal_action
    class_action fine penalties attorney_general ombudsman regulator`,
  reg: 'tcpa gdpr casl pecr ccpa can_spam canspam trai ndpr popia spam_act privacy_act data_protection_act dpa ncc_dnd 2442 dncr tps tccpr',
  // Things people leave, stop or unsubscribe from that are no texts.
  unmailed: `receipts paper magazine catalogue catalog diet keto insurance warranty warranties auto_ship autoship auto_renew autopay
    arbitration clause gym netflix spotify emails_only paper_statements statements plan box boxes workshop workshops class classes
    course lease league membership match mass shop_sign stop_sign street_sign neon_sign delivery deliveries parcel parcels package packages order orders booking
    appointment appt reservation payment invoice recipe dress shoes sofa pizza meds prescription tooth hair stain stains fries
    onions salad garlic pickles cheese sauce burger gift_wrap basket cart late_fee fee fees carpool newspaper milk bread
    waiting_list waitlist wait_list guest_list standby_list carpool music lights light heat heating ac fan alarm oven tv
    shift shifts rota_swap tournament practice trip flight hotel tickets ticket concert party wedding`,
  things: `onions onion pickles cheese burger pizza salad fries sauce sugar ice bag receipt table chair seat seats room sweater shirt
    shoes dress jacket pants socks couch sofa lamp rug phone_case charger battery printer computer laptop tv movie show party wedding
    meeting game practice lesson course lawn tree grass roof window door dog cat puppy kitten baby kid school church gym golf dentist
    doctor surgery medication meds dose pharmacy rain snow storm traffic parking construction election candidate president senator
    policy_change tax taxes fee fees interest_rate stain rust mold bug_bite large medium small red blue green black white one_pair`,
  afraid:
    'afraid scared worried hate dont_want do_not_want dont_wanna never_want wouldnt_want cant_afford not_trying dont_let_me would_hate dont_make_me id_hate',
};

/** Words whose typing slips are understood inside sentences. */
export const EN_SLIPS: readonly string[] = [
  'stop',
  'unsubscribe',
  'unsubscribed',
  'texting',
  'messaging',
  'messages',
  'message',
  'texts',
  'sending',
  'remove',
  'contacting',
  'spamming',
  'harassing',
  'delete',
  'notifications',
  'alone',
];
