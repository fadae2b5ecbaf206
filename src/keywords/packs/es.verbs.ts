import { inflect } from './inflect.js';

/** Stems of the regular verbs people use for what a sender does to them: "to text", "to bother", "to flood". */
const SENDING_STEMS =
  'mand envi texte texti mensaje mensaji molest contact llam fastidi acos bombarde spame satur incomod inund jorob mole hostig atosig inform marque notific comunic';
const REMOVING_STEMS = 'quit borr elimin retir tach descart desafili desapunt desvincul desactiv desconect desagreg';
const CLITICS = '- me nos le les lo la los las melo';

/** Forms of Spanish verbs as word classes: all persons, Spain and Latin America, accents gone. */
export const ES_VERBS: Readonly<Record<string, string>> = {
  do_subj: `${inflect(SENDING_STEMS, 'e es en eis aran ara aras asen arais')}
    ${inflect('hostigu atosigu chingu friegu fregu notifiqu comuniqu marqu busqu', 'e es en eis')}
    ${inflect('escrib remit jod insist transmit', 'a as an ais')} ${inflect('escribi remiti jodi insisti', 'eran era eras esen erais')} escrivan escrivas embien embies enbien enbies yamen ofrezcan incluyan incluya incluyas agreguen agregue agregues metan anadan inscriban inviten consideren etiqueten`,
  do_inf: `${inflect(inflect(SENDING_STEMS, 'ar'), CLITICS)} ${inflect('escribir remitir joder insistir fregar chingar transmitir ofrecer vender invadir abusar llenar saturar preguntar', CLITICS)} gastarme gastarnos ${inflect('escrivir embiar enbiar moletar yamar', '- me nos')} escribirm mandarm enviarm molestarm`,
  do_ger: `${inflect(inflect(SENDING_STEMS, 'ando'), '- me nos le les')} ${inflect('escribiendo remitiendo jodiendo insistiendo fregando chingando avisando', '- me nos le les')}`,
  do_pres: `${inflect(SENDING_STEMS, 'an as ais')} ${inflect('escrib remit insist jod', 'en es is')} joden`,
  cease: `@stop ${inflect('dej par ces fren', 'a e en ad ar aran aras arais asen eis as an ais emos')} ${inflect('cort', 'ala alas ale enla enle arla adla alo enlo')}
    parenla parenle parala parale parenlo aflojen afloja aflojenle aflojale bajenle bajale desistan desista desistir desiste desistid
    abstengan abstenga abstenganse abstengase abstenerse absteneos abstente eviten evite evita evitar evitad eviteis acaben acabad
    interrumpan interrumpa interrumpir terminenla terminala cortarle cortar finalicen finalice pongan_fin poner_fin`,
  remove: `${inflect(REMOVING_STEMS, 'a e en es eis ad an ais as ar aran aras arais ase asen')} saca saque saquen sacad sacan sacais sacas sacar sacaran sacaras saques saqueis
    ${inflect('remuev suprim exclu desuscrib desinscrib', 'a an e')} excluya excluyan excluye remover suprimir excluir desuscribir desinscribir arranca arranquen
    olvida olviden olvide pierde pierdan bajen bajame bajenme bajeme bajenos bloqueen bloqueenme depuren deslisten desregistren den_de_baja dar_de_baja de_baja`,
  remove_me: `limpienme limpiame purguenme ${inflect(REMOVING_STEMS, 'enme enmen eme ame adme ennos enos anos arme arnos')} saquenme saqueme sacame sacadme sacarme saquennos sacanos sacarnos saquenos
    ${inflect('remuev suprim desuscrib desinscrib', 'anme ame eme anos annos irme')} removerme olvidenme ignorenme sueltenme saltenme dejenme_fuera excluyanme excluyame excluyeme excluirme arranquenme arrancame arranquennos
    unsubscribeme unsuscribeme unsuscribanme deslistenme depurenme denme_de_baja deme_de_baja demen_de_baja dame_de_baja darme_de_baja dennos_de_baja darnos_de_baja`,
  remove_it: `${inflect(`${REMOVING_STEMS} cancel anul`, 'enlo elo alo adlo arlo enla ela ala arla enlos elos alos arlos enmelo enmelos amelo amelos armelo armelos enmelas emelos amelas')} saquenlo sacalo saquelo sacarlo saquenla sacala sacarla remuevanlo remuevelo removerlo
    ${inflect('saquen saque saca depuren depure den_de_baja suprima supriman excluya excluyan remueva remuevan desuscriban desuscriba', 'la las lo los le les')} suprimanlo suprimirlo excluyanlo excluirlo olvidenlo detenganlos detenlos parenlos paralos cortenlos sueltenlo olvidalo den_de_baja denlo_de_baja denla_de_baja`,
  end_noun: `desvinculacion desafiliacion desinscripcion desuscripcion desactivacion anulacion cese cesacion suspension interrupcion remocion exclusion supresion eliminacion borrado cancelacion finalizacion baja_definitiva`,
  wanting: `@want quieren quiera deseas desean preciso precisamos ocupo ocupamos busco acepto aceptamos aguanto soporto soportamos tolero banco pretendo quise consiento apetece apetecen admito necesita`,
  phone: 'numero number num nro telefono tel fono celular cel cell movil linea whatsapp chip sim tlf numerito contacto',
  stuff: `@message bombardeo hostigamiento acoso tormento insistencia contacto_comercial descuento descuentos rebaja rebajas cupon cupones novedades novedad aviso avisos info informacion catalogo cosas cositas pavada pavadas boludeces tonterias tonteria chorradas
    pendejadas huevadas guevonadas vainas vaina webadas wevadas rollo rollos invitaciones encuestas campanas campana llamadas envios envio avisitos ofertitas bobadas estupideces
    mensajeria contenido chatarra sus_cosas sms_suyos propuestas`,
  said: `dije digo pedi pido dicho pedido avise avisado mande escribi respondi conteste puse repito repeti solicite solicitado rogado comente indique explique informe`,
  agencies: `abogado abogados profeco condusef ift sic aepd indecopi sernac agencia consumo consumidor policia fiscalia autoridad autoridades juzgado tribunal proteccion_de_datos enacom no_llame
    superintendencia ocu facua ftc fcc procuraduria`,
  threat: `bloqueo bloqueamos bloquear bloqueare bloqueados bloquearlos bloquearte bloqueado denuncio denunciamos denunciar denunciare denunciarlos denunciaremos denuncia demando demandar demandare demandarlos demanda
    reporto reportar reportare reportarlos reportados reportamos @agencies`,
};
