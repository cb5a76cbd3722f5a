//! First names that are common in England, of all its communities: by them a stranger's name is noticed. None of them by itself is a finding.

/// The names, in small letters.
pub const GIVEN: &str = "\
aaliyah aaron abbie abdi abdirahman abdul abdullah abena abigael abigail abimbola abiodun abraham ada adaeze adam adanna adaora adebayo \
adele adeola adewale adil adnan adrian adrienne afia afua aga agata agatha agnes agnese agnieszka ahmad ahmed ahmet aidan aiden aileen \
ailsa aisha aishah akash akosua akram akua alan alana alastair albert aled alejandro aleksander aleksandra alena alessandra alessandro \
alessia alexander alexandra alexandrina alexandru alexis alfie alfred alfredo algirdas alhaji ali alice alicia alina alisha alison \
alistair allan allison alma alun alwyn amaka amal amanda amara amarjit ambrose ameera amelia amelie amina aminah amir amit amrit amrita \
amy ana anastasia anaya andrea andreea andrei andrej andrew andrius andrzej aneesa aneurin angela angelina angharad angie angus anil anisa \
anita anjali anjum ann anna annabel annalise anne annette annie annika ansh anthony antonia antonio antony anwar anya aoife april arabella \
archie ariana arif arjun arkadiusz arlene arlo arnold arron arthur artur arturo asad asan asghar asha ashley ashok ashraf asif asma astrid \
atif attila audra audrey augustine aurora austin ava avril ayaan ayan ayanna ayesha ayisha ayman azadeh aziz azra babajide babs baljit \
balwinder baran barbara barry basil beata beatrice beatriz beckie becky belinda bella ben benedict benita benjamin bernadette bernard \
bernice berta bertha beryl bethan bethany bettina betty bev beverley bharat bhavna bijal bilal birgit birute blanca blanka blerim blessing \
bobbie bobby bogdan boguslaw bonnie boris bozena bradley brandon brenda brendan brian bridget bridie bronagh bronislaw bronwen bronwyn \
bruce bryan bryony cadi caitlin caleb callum cameron camilla camille candice caoimhe carl carla carmel carmen carol carole caroline \
carolyn caron carrie carys cassandra cassie catalin catarina catherine cathy catriona cecilia cedric celeste celia celina cerys cesar \
chandra chanel chantelle charles charlie charlotte charmaine chelsea chelsie cherie cheryl chidera chidi chijioke chike chinedu chinwe \
chioma chloe chris christian christina christine christopher chukwu chukwuemeka ciara cillian claire clara clare clarice clarissa claude \
claudia clement clementine clifford clinton clive coleen colette colin connor conor conrad constantin cordelia corinne cosmin courtney \
craig crispin cristina csaba cynthia cyril dafydd dagmar dahlia daisy daljit damian damien dana daniel daniela danielle danny danuta \
daphne darcey darcy darius dariusz darko darlene darren daryl david davina dawid dawood deanna debbie deborah debra declan deepa deepak \
deepika deirdre della delphine delroy delyth denisa denise dennis derek desiree desmond dessie devika devon dewi dharmesh diana diane \
diego dilys dimitri dina dinesh dion dolores domenico dominic dominika dominique donald donatas donna donnie dora doreen dorian dorin \
doris dorota dorothea dorothy dot dougal douglas dragana duane duncan dusan dyfed dylan ebele ebony eddie eden edgar edith edmund edna \
eduardo edward edwin edwina edyta eesa efua egle eileen eilidh eirlys eirwen ekaterina elaina elaine eleanor elen elena eli elijah elin \
elinor elis elisabeth elise eliza elizabeth ella ellen ellie elliot elliott ellis elmira eloise elowen elsa elsie elspeth elton elvira \
elwyn emeka emil emilia emily emina emine emlyn emma emmanuel emre ender enid enzo eric erica erik erika erin ernest errol ersin ervin esi \
esme esperanza essie estelle estera esther ethan ethel ettie euan eugene eugenia eugenie eunice eva evan evangeline eve evelyn evie ewa \
ewan ewelina ezra fabian fabio fadumo fahad fahim faisal faiza farah farhan farida farooq farrukh farzad farzana fatema fatima fatimah \
fatma fatou fausto fay faye federico felicity feliks felix femi fergus fernanda fernando ffion fidel filip fiona fionnuala flavia flora \
florence florin folake fran frances francesca francis frank frantisek fraser freda freddie frederick fredrick freya fumiko funmi gabor \
gabriel gabriella gaenor gagan gail gareth garfield gary gavin gavrila gayle gaynor gemma gena genevieve geoff geoffrey george georgi \
georgia georgie georgina georgios geraint gerald geraldine gerard gerry gertrude ghulam gianluca gillian gina ginette ginger giorgio \
giovanni gita giulia giuseppe gladstone gladys glenda glenn glenys gloria glynis godfrey goran gordon gosia grace gracie graham grainne \
greg gregory greta griff grzegorz guillermo gulnaz gulsen gurdeep gurmit gurpreet gus gustavo gwen gwenda gwilym gwyn gwyneth gwynfor \
habib habiba hadi hadiya hafsa hakan hakeem halima hamid hamish hamza hana hanif hanna hannah hardeep hari harjinder harjit harley harold \
harpreet harriet harrison harry harshad harvey hasan hassan hattie hayden haydn hayley hazel heath heather hector heena heidi heinz helen \
helena helga henry henryk hepzibah hermione hetty hibo hilary hilda hollie holly honor horace horatiu howard howell hubert hugh hugo \
humaira humphrey husna hussain hussein hywel iain ian ianto ibrahim ida iestyn ieuan ifan ifeanyi ifeoma ifor ignacy iman imani imogen \
imran inaaya inderjit india ines inga ingrid inigo ioan ioana iolo ionut iqbal iqra irena irene irfan irina iris irma irvin isaac isabel \
isabella isabelle isha ishaan ishaq isla ismail isobel issa istvan ivan ivana ivanka iveta ivor ivy iwona izabela izzy jabari jacinta jack \
jackie jacob jacqueline jada jade jagdeep jagjit jake jakub jamal jameela james jamie jamila jan jane janet janette janice janina janine \
janusz jared jarek jaroslaw jarvis jasbir jasmin jasmine jason jaspreet jasvinder javed javier jay jayden jayesh jayne jaz jean jeanette \
jeff jeffrey jelena jemima jemma jenifer jenna jennie jennifer jenny jensen jeremy jermaine jerome jerzy jess jessica jesus jethro jewel \
jia jibril jignesh jill jim jiri jo joachim joan joanna joanne joaquin jocelyn jodie joe joel johan johanna john johnny jolanta joleen \
jolene jon jonah jonas jonathan jonny jonty jordan jorge jose joseph josephine josh joshua joyce jozef juan judah jude judith judy jules \
julia julian juliana julie juliet julio juliusz junaid june jurgita justin justyna kaan kabir kacie kacper kadija kai kaleem kamal \
kamaljit kamau kamil kamila kamran kane kareem karen karim karina karl karol karolina kasia kaspars katarzyna kate katherine kathleen \
kathryn kathy katie katy kavita kaya kayla kaylee kayleigh keanu keeley keely keira keith kelechi kelly kelvin kemal kemi ken kendra kenji \
kenneth kenny kenya keren kerri kerry keval kevin keziah khadija khalid khalil kiera kieran kieron kim kimberley kimberly kiran kirsty \
kitty klara klaudia klaus kobi kofi kojo konrad konstantin kornelia krish krishna kristian kristina kristof krisztina krystyna krzysztof \
kudzai kuldeep kulsoom kulwinder kumar kwabena kwame kwasi kyle kyra kyran lacey lacie ladislav laila lakshmi lana lara laraine larisa \
larry latifa latoya laura lauren laurence lauryn layla leah leanne lee leighton leila lena lenka lennox leo leon leona leonard leopold \
leroy les lesley leslie leszek leticia levi lewis lewys lexi liam liana libby lidia lila lilia lilian liliana lilija lillian lily linda \
lindsay lindsey lindy linh lionel lisa livia liviu liz lizzie llinos lloyd llyr logan lois lola lolita lorcan lorena lorenzo loretta lorna \
lorraine lottie lou louie louis louisa louise luca lucas lucia lucian luciana lucille lucinda lucy ludmila ludmilla luigi luis luiza \
lukasz luke lupita luther lydia lyn lynda lyndon lynette lynn lynne lynsey mabel mabli macey maciej macy maddie maddison madeleine madhu \
madison mads maeve magda magdalena maggie mahdi mahmood mahmoud mahnoor maia maibritt maire mairead mairi maisie maja malachy malcolm \
malgorzata malgosia mali malik mallory mamadou manal mandy manjit manoj manpreet manuel manuela marc marcel marcela marcello marcin marco \
marcus marek margaret margarita margaux marge margery margo margot maria mariam marian mariana marianne marie marija marika marilena \
marilyn marina mario marion mariusz marjorie mark marko marlene marlon marsha marta martha martin martina martyn marvin mary maryam \
maryanne masood massimo mateo mateusz mathew mathilda matilda mats matthew maud maude maureen maurice mauricio mavis max maximilian maxine \
maxwell may maya mayowa mayumi meena meera megan mehdi mehmet mei melanie melinda melissa melody memet mercedes mercy meredith merfyn \
merle mervyn mia micah michael michaela michal michele michelle mick micky mieczyslaw miguel mihaela mihai mikael mike mikolaj mila milan \
mildred milena millicent millie milo milos mina minh minnie mirela miriam mirja mirka miroslav misbah misha mitchell mo modou moeen \
mohamed mohammad mohammed moira mojisola mollie molly mona monica monika morag morgan moses moshe mostafa motunrayo mubarak muhammad muna \
munir muriel murray mustafa mustapha myfanwy myles myra myriam myrtle nabeel nadeem nadia nadine nadir nafisa nagina naila naima najma nan \
nana nancy naomi naresh naseem nasir nasreen nasrin natale natalia natalie natan natasha nathalie nathan nathaniel nava naveed navid \
neeraj neha neil nellie nelson nerys nessa nevaeh neville nia niall niamh nicholas nick nico nicola nicolae nicole nicoleta nigel nihal \
nikhil nikita nikki nikola nikos nils nina nisha nita nkechi nnamdi noah noel noelle nola noman noor nora norah norbert noreen norma \
norman nuala nuria nusrat obinna octavia odette oksana ola olabisi olaf olayinka oleksandr oleksiy olena olga oliver olivia ollie olu \
olumide oluwaseun omar omer ona onyeka oonagh ope ophelia orla orlaith orlando orson osagie osama oscar osian osman otilia ottilie owain \
owen oyin pablo padraig palvinder pamela paolo parminder parveen parvin pascal pasquale pat patel patience patricia patrick patryk patsy \
paul paula paulette paulina pauline paulius paulo pawel peggy penelope penny perpetua peter petr petra petros petru phil philip philippa \
phillip phoebe phyllis pia pierre pilar piotr pippa piran polly poonam poppy portia prakash pramod pranav preeti prem priya priyanka \
prudence przemek przemyslaw qasim quentin quincy quinn rabia rachael rachel radek radoslaw radu rafael raheem rahim rahul raima raj rajan \
rajeev rajesh rajinder rajni rajvir ralph ramesh ramin ramon ramona rana randeep rania ranjit raquel rasheed rashid raul raven ravi \
ravinder rawiya ray raymond raymund rebecca rebekah reece reena reggie regina reginald rehan rehana rekha remi rena renata rene renee \
reuben reyhan reza rhian rhiannon rhona rhonda rhys ria ricardo riccardo richard richie rick ricky rikesh riley rina rio rishi rita ritu \
robbie robert roberta roberto robin robyn rocco rochelle roderick rodney rodrigo roger rohan roisin roland rolf roma roman romana romeo \
romy ron rona ronald ronnie rory rosa rosalia rosalind rosanna roseanne rosemary rosetta roshan roshni rosie rosina ross rowan roxana \
roxanne roy roza ruairi ruben rubina ruby rudi rufus rukhsana rukhsar rumana rupa rupert ruslan russell ruta rutendo ruth ruxandra ryan \
ryszard saad saba sabah sabeeha sabina sabrina sacha sadaf sadia sadie sadik saeed safa safia safina safiya sahil sahra saif saira sajid \
saleem saleha salim sally salma salvatore salwa samantha sameer samia samina samira samson samuel sana sandeep sandie sandor sandra sanja \
sanjay sanjeev saoirse saqib sara sarah sarita sasha saskia satish satnam satpal savannah saverio scarlett scott seamus sean sebastian \
selina selma semra seren serena sergei sergio serhiy shabana shabir shabnam shafiq shaheen shahid shahida shahnaz shaima shakil shakira \
shamim shamima shamsa shane shania shannon sharif sharon sharron shaun shauna shaz shazia sheena sheila shelley shereen sherrie sheryl \
shilpa shirley shiv shivani shona shreya shyam sian sibusiso siddharth sidney sidra sienna sigrid sila silas silvia silvio simon simone \
sina sinead siobhan sion sioned sive skye slavica slawomir snezana sobia sofia solomon sonal sonia sophia sophie soraya sorin stacey stacy \
stan stanislav stanislaw stanley stavros stefan stefania stefano steffan stelian stella stephanie stephen sterling steve steven stevie \
stewart stuart subhan sue sukhdeep sukhjit suki suleiman sultana suman sumaya summer sunil sunita sunny suresh surinder surjit susan \
susana susanna susannah suzanna suzanne suzie sven svetlana sybil syed sylvester sylvia sylvie szabolcs szymon tabitha tadeusz tahir \
tahira taiwo tajinder takashi talha tamara tamas tamika tamsin tania tanisha tanveer tanya tara tarek tariq tariro tasha tasnim tatiana \
tatjana tawanda taylor tayyaba ted tegan temitope tendai teo teodora terence teresa tereza terri terry tess tessa tetiana thabo thea \
thelma theo theodora theodore theresa thi thomas thomasina tia tiago tiana tiberiu tibor tiernan tiffany tilly tim timea timothy tina \
titus tobi tobias toby tola tom tomas tomasz tommy tomos toni tony torsten toyin tracey tracy trevor tricia trish tristan trudy tudor \
tunde tunji twm tyler tyrell tyrone uche udo ugne ulrike uma umair umar umesh una unathi ursula usha usman uzma vaclav vaida valentin \
valentina valeria valerie vanessa vania varun vasile vasyl venkat vera verity verna vernon veronica veronika vic vicki vicky victor \
victoria vijay vikram viktor viktoria vilma vimal vinay vincent violet violeta viorel vipul virginia vita vitalie vivek vivian vivien vlad \
vladimir volodymyr waheed waleed walter wanda wanjiru waqar warren waseem wayne wendy wesley wiktoria wilbur wilf wilfred wilhelmina willa \
william willow winifred winnie winston wioletta witold wladyslaw wojciech xanthe xavier xiaoling xiu xochitl yaa yana yannick yaqub yara \
yarden yaseen yash yashika yasin yasir yasmin yasmine yaw yemi yetunde yohannes yolanda yosef yousef youssef yuki yuliya yunus yuri yusra \
yusuf yvette yvonne zac zach zachary zahid zahida zahir zahra zaida zain zainab zak zara zaynab zbigniew zdenek zdravko zehra zeinab zeki \
zelda zeljko zena zenon zeynep zhanna zhen zia zita ziva zlatan zoe zofia zoltan zora zosia zsofia zsolt zuleikha zulfiqar zuzanna zygmunt";
