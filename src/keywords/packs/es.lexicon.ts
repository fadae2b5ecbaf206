import { ES_VERBS } from './es.verbs.js';
import { namesWithout } from './names.js';

/** Word classes of the Spanish patterns. */
export const ES_LEXICON: Readonly<Record<string, string>> = {
  ...ES_VERBS,
  names: `${namesWithout('rosa flores leo cruz reyes iris gloria')}
    ramiro yolanda rocio ofelia efrain raul nuria ulises raquel alfonso alfredo rodolfo rigoberto genaro
    fermin joaquin agustin ignacio nacho pepe paco lupita lupe guadalupe maite itziar ainhoa inigo unai
    jordi montse oriol nerea noelia lorena vanesa yesenia yadira brenda karla paola ximena jimena fatima
    iker emiliano santiago sebastian benjamin facundo matias nahuel lautaro thiago agustina camila
    micaela rosalia rosaura graciela norma susana silvina mabel nelida hector osvaldo nestor dario
    ezequiel gaston german yamila jairo wilson yeison brayan duvan leidy yuliana gladys nubia fabiola
    marisol marisela ernestina benito yolandita rojas salazar cabrera`,
  about:
    'mensajes mensaje sms textos texto msj msjs mensajitos promociones promos publicidad me yo por favor de los las la lista alertas notificaciones todo ya esto inmediata inmediatamente definitiva gracias numero quiero solicito favor total',
  stop: `para pare paren parar parale parenle deja deje dejen dejar dejad dejenme dejame dejarme cesa cese cesen cesar detener deten detenga detengan detenganse basta stop alto
    paras terminen suspender suspenda suspendan suspende dejense bajen_le bajenle`,
  sending: `mandar mandarme mandarnos mandando mandandome enviar enviarme enviarnos enviando enviandome escribir escribirme escribiendo escribiendome escribirnos textear textearme texteando texteandome
    molestar molestarme molestando molestandome molestarnos contactar contactarme contactando llamar llamarme llamando llamandome joder jodiendo chingar chingando acosar acosarme acosando
    mensajear mensajearme fastidiar fastidiando bombardear bombardearme spamear spamearme hostigar hostigando insistir insistiendo dar_lata textiarme textiar mensajes mensaje sms
    mandarle enviarle mandándome moletar`,
  send: `manden mandes mande mandan mandeis envien envies envie enviéis enviis escriban escribas escriba escribais texteen textees textee contacten contactes contacte llamen llames llame
    molesten molestes moleste jodan jodas chinguen mensajeen mandenme enviarme mandarme escribirme contactarme contactar mandar enviar escribir molestar llegar lleguen llegando sigan`,
  message: `mensaje mensajes sms texto textos msj msjs msg msgs mensajito mensajitos notificacion notificaciones alerta alertas promo promos promocion promociones publicidad propaganda oferta ofertas
    anuncio anuncios correo correos email emails spam comunicacion comunicaciones boletin whatsapp recordatorios mierda mierdas basura porqueria porquerias mamadas texos mms publicitarios mensages mensage`,
  want: 'quiero quieres quiere queremos deseo deseamos desea necesito necesitamos quisiera kiero qiero kero gustaria interesa interesan quero querria',
  receive: 'recibir recibirlos recibo reciba recivir resibir leer ver tener saber saver recibiendo oir',
  myself:
    'me nos este_numero el_numero mi_numero mi_linea mi_number mi_tel mis_telefonos este_celular este_telefono este_cel este_movil esta_linea mi_info mi_perfil mi_registro mis_contactos mi_informacion mi_nombre mi_telefono mi_celular mi_cel mi_movil mis_datos su_numero numero ese_numero nuestro_numero mi_num mi_contacto',
  list: 'rollo relajo campana campanas programa club comunicaciones notificaciones whatsapp lista listas listado listita padron fichero ficheros archivo archivos boletin blast mailing newsletter avisos alertas bases base registro registros sistema grupo contactos directorio agenda suscripcion suscripciones servicio envios difusion bd bbdd mensajes sms',
  leave:
    'desuscribir desuscribirme desuscribanme desuscribeme desuscribame darme_de_baja dar_de_baja dejar_de_recibir cancelar_suscripcion desapuntarme borrarme salirme desinscribirme desvincularme de_baja baja anular_suscripcion desafiliarme desuscribo desuscripcion desactivar eliminarme quitarme',
  product: `pedido pedidos cita citas reserva reservacion reservas orden ordenes compra compras envio_del paquete paquetes membresia pago pagos cargo cargos tarjeta vuelo boleto boletos
    entrada entradas producto productos articulo carrito factura contrato plan poliza seguro clase clases mesa hotel habitacion viaje guerra violencia ley corrupcion fumar beber
    tomar mesa turno consulta curso recibo luz internet gas linea gimnasio gym cuenta cafe camion autobus bus tren lampara`,
};

export const ES_SLIPS: readonly string[] = [
  'mandar',
  'mandarme',
  'mensajes',
  'mensaje',
  'recibir',
  'enviarme',
  'molestar',
  'quiero',
  'enviar',
  'numero',
  'equivocado',
  'manden',
  'escriban',
  'mandenme',
  'quitenme',
  'borrenme',
  'saquenme',
  'dejenme',
  'publicidad',
  'promociones',
  'suscripcion',
  'eliminenme',
];
