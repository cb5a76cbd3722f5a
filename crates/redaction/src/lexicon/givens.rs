//! First names that are common in England, of all its communities: by them a stranger's name is noticed. None of them by itself is a finding.

/// The names, in small letters.
pub const GIVEN: &str = "\
aaliyah aaron abbie abdul abdullah abigail abraham ada adam adele adrian agnes agnieszka ahmad ahmed aidan aileen aisha aishah akash \
alan alana alastair albert alejandro aleksandra alexander alexandra alexis alfie alfred ali alice alicia alina alisha alison alistair \
allan allison alma amanda amelia amelie amina aminah amir amit amrit amy ana anastasia andrea andreea andrei andrew andrzej angela angelina \
angie anil anita anjali ann anna annabel anne annette annie anthony antonia antonio anwar arabella archie ariana arjun arlo arthur \
asha ashley ashraf asif asma astrid audrey aurora austin ava ayaan ayesha aziz barbara barry beata beatrice becky belinda bella ben \
benjamin bernadette bernard beryl bethan bethany betty beverley bilal blessing bobby bogdan bonnie brandon brenda brendan brian bridget bruce \
bryan caitlin callum cameron camilla carl carla carol caroline carolyn carrie catherine cathy cecilia cerys chanel chantelle charles charlie \
charlotte chelsea cheryl chidi chinedu chioma chloe chris christian christina christine christopher ciara claire clara clare clive colette colin \
connor conor craig cristina cynthia dafydd daisy daljit damian damien daniel daniela danielle danny darius darren daryl david dawid deborah \
declan deepak delroy denise dennis derek desmond devon diana diane dilys dinesh dominic donald donna doreen doris dorota dorothy douglas duncan \
dylan ebony eddie edith edmund edward edwin eileen eilidh elaine eleanor elena eli elijah elisabeth elise eliza elizabeth ella ellen ellie \
elliot elliott elsa elsie emilia emily emma emmanuel enid eric erica erin esme esther ethan eugene eunice eva evan eve evelyn evie ewa \
fahim faisal farah farhan farida farzana fatima fatimah felicity felix femi fergus fiona florence folake fran frances francesca francis frank \
freddie frederick freya funmi gabriel gabriella gail gareth gary gavin gaynor gemma geoff geoffrey george georgia georgina gerald geraldine \
gerard gillian gina giovanni gita gladys glenn gloria glynis gordon grace graham greg gregory grzegorz gurpreet gwen gwyneth habiba hadiya \
halima hamza hana hanna hannah hardeep harjit harold harriet harrison harry harvey hasan hassan hayden hayley hazel heather hector heidi helen \
helena henry hilary hilda holly howard hugh hugo hussain ian ibrahim ida imani imogen imran india ines ingrid ioana iqra irene irina iris isaac \
isabel isabella isabelle isha isla ismail ivan ivy iwona jack jackie jacob jacqueline jade jake jakub james jamie jan jane janet janice janine \
jared jasmin jasmine jason jaspreet javed jay jayden jayne jean jeanette jeff jeffrey jemima jemma jennie jennifer jenny jeremy jerome jess \
jessica jill jim jo joan joanna joanne joe joel john johnny jolanta jon jonathan jordan jorge jose joseph josephine josh joshua joyce juan \
judith judy julia julian juliana julie juliet june justin justyna kabir kacper kai kamal kamila karen karim karl karolina kasia kate \
katarzyna kate katherine kathleen kathryn katie katy kavita kayla kayleigh keeley keira keith kelly kelvin ken kenneth kenya kerry kevin \
khadija khalid kieran kim kimberley kirsty kofi krystyna krzysztof kulwinder kuldeep kumar kwame kyle lacey laila lakshmi lana lara latoya \
laura lauren laurence layla leah leanne lee leila lena leo leon leona leonard leroy lesley leslie lewis liam libby lila lilian lillian lily \
linda lindsay lindsey lisa liz lizzie logan lola lorna lorraine louis louisa louise lucas lucia lucy luis lukasz luke lydia lynda lynn lynne \
lynsey mabel maciej maddison madeleine madison magdalena mahmood mahmoud maia maisie maja malcolm malgorzata malik mandy manjit manpreet marc \
marcin marcus margaret maria mariam marian marianne marie marilyn mario marion marjorie mark marlene marta martha martin martyn mary maryam \
matilda matthew maureen maurice max maxine may maya megan mehmet mei melanie melissa mercy meredith mia michael michal michelle miguel mike \
mila mildred milo mina miriam misha mohamed mohammad mohammed moira mollie molly mona monica monika morag morgan muhammad muriel mustafa myra \
nadia nadine naila naima nancy naomi nasreen nasrin natalia natalie natasha nathan nathaniel navid neil nicholas nick nicola nicole niamh \
nigel nikita nikki nina noah noel nora noreen norma norman nusrat oliver olivia ollie olu oluwaseun omar oscar osman owain owen pamela pat \
patel patience patricia patrick paul paula pauline pawel penelope penny peter petra phil philip philippa phillip phoebe phyllis piotr polly \
poppy preeti priya priyanka quentin rachael rachel rafael rahul raj rajesh rajinder ralph ramona ranjit rashid raymond rebecca reece reggie \
rehana reza rhiannon rhian rhys ria richard rita robert robin robyn rodney roger rohan roland roman ronald ronnie rory rosalind rosemary rosie \
ross rowan roxanne roy ruby rukhsana rupert russell ruth ryan saba sabrina sadia sadie safa safiya saira sajid salim sally salma samantha sameer \
samina samira samuel sana sandeep sandra sanjay sara sarah satnam scarlett scott sean sebastian selina serena seren shabana shabnam shahid \
shakil shamima shane shannon sharon shaun shauna sheila shelley sheryl shirley shreya sian sidney sienna silvia simon simone siobhan skye sofia \
sonia sophia sophie stacey stanley stefan stella stephanie stephen steve steven stewart stuart sue suki sukhdeep sukhjit sultana sunil \
sunita surinder susan susanna suzanne svetlana sylvia tahir tamara tamsin tanya tara tariq tasha tatiana taylor ted temitope terence teresa terri terry \
tess tessa thea theo theodore theresa thomas tia tiffany tim timothy tina toby tom tomasz tommy toni tony tracey tracy trevor tricia trudy \
tyler tyrone uma una usman valerie vanessa vera verity vernon veronica victor victoria vijay vikram vincent violet virginia vivian vivien \
wanda warren wayne wendy wesley wiktoria william willow winifred wojciech xavier yasmin yasmine yolanda yousef yuki yusuf yvette yvonne zac \
zach zachary zahra zain zainab zak zara zeinab zena zofia zoe zuzanna";
