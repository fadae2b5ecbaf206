import { NAMES } from './names.js';

/** Word classes of the Portuguese patterns, Brazilian and European. */
export const PT_LEXICON: Readonly<Record<string, string>> = {
  names: `${NAMES} karina fatima luana sofia julio sebastiao wellington cida natalia rodrigues joana tiago rui nuno carla sandra vanessa adriano aline aparecida conceicao
    edson fabiana gilberto gustavo ivone jussara katia leandro luciano marcia marli neide osvaldo priscila rosana sueli tatiane valdir vera wagner zilda diogo goncalo henrique
    ines leonor mafalda matilde rafaela renan thiago vitor yasmin larissa leticia caio davi everton`,
  about:
    'mensagens mensagem sms torpedo torpedos msg msgs promocoes promocao propaganda propagandas por favor de da das dos do lista alertas notificacoes tudo ja isso disso inmediatamente imediatamente obrigado quero grupo cadastro me eu pfv',
  stop: `para pare parem parar parai deixa deixe deixem deixar cessa cesse cessem cessar chega chegaa basta stop suspender suspenda suspendam interromper interrompa interrompam encerrar encerra encerrem pára parou_de parando`,
  sending: `mandar mandarem mandando enviar enviarem enviando escrever escreverem escrevendo incomodar incomodando perturbar perturbando encher enchendo contactar contatar contatando ligar ligando importunar
    importunando spammar spamar torrar torrando atazanar amolar chatear chateando mandarme enviarme encher_o_saco encher_saco enxer mandare mensagem mensagens me_mandar`,
  send: `mandem mande mandes mandar manda mandam enviem envie envies enviar envia escrevam escreva escrever escrevas contatem contate contactem contacte contatar contactar liguem ligue ligar incomodem incomode incomodar
    perturbem perturbe perturbar perturba encham encha encher importunem mandarem enviarem enviem-me chateiem chateie incomoda amole amolem`,
  message: `telemarketing marketing mensagem mensagens mensagen msg msgs msgm sms torpedo torpedos texto textos notificacao notificacoes alerta alertas promo promos promocao promocoes propaganda propagandas publicidade
    anuncio anuncios oferta ofertas email emails spam comunicacao comunicacoes comunicados newsletter zap lixo merda merdas porcaria porcarias besteira mensagems menssagem menssagens mensgem avisos aviso mensaje torpedinho anuncios propagandinha promocional promocionais pubs pub`,
  want: 'quero queremos quer desejo desejamos preciso gostaria queria pretendo kero qro interessa interesse quis qero aceito autorizo',
  receive: 'receber recebo recebe ler ver ter saber receba recebendo ouvir reseber',
  myself:
    'me nos meu minha este_numero esse_numero o_numero meu_numero meu_nome meu_telefone meu_celular meu_tel meu_contato meus_dados numero nosso_numero meu_num nome_daqui mim',
  list: 'lista listas base cadastro cadastros sistema grupo contatos contactos agenda banco envio envios mailing registro registros',
  leave: `descadastrar descadastre descadastrem descadastra descadastro desinscrever desinscrevam desinscreva cancelar_inscricao cancelar_cadastro cancelar_assinatura cancelar_recebimento desvincular excluir remover parar_de_receber deixar_de_receber sair sair_da_lista descadastramento anular_subscricao anular_a_subscricao cancelar_a_subscricao`,
  no: 'nao n nn ja_nao num nunca nunca_mais jamais sem nem naum',
  drop: `tira tire tirem tirar tirarem retira retire retirem retirar remove remova removam remover exclui exclua excluam excluir apaga apague apaguem apagar apagarem deleta delete
    deletem deletar elimina elimine eliminem eliminar risca risque risquem riscar arranca arranque arranquem arrancar descadastra descadastre descadastrem descadastrar desinscreve
    desinscreva desinscrevam desvincula desvincule desvinculem desvincular limpa limpem limpe expurgar expurguem bloqueia bloqueie bloqueiem saquem desregista desregistem suprimam
    suprima suprimir removerem livrem livra livre dispensem dispense desobriguem esquecam esqueca`,
  dropped: `removido removida removidos excluido excluida excluidos apagado apagada apagados eliminado eliminada retirado retirada tirado tirada riscado riscada descadastrado descadastrada
    desinscrito desinscrita desvinculado desvinculada bloqueado bloqueada deletado deletada esquecido esquecida expurgado cancelado desligado desligada`,
  cease: `pare parem parar parai deixa deixe deixem deixar cessa cesse cessem cessar chega chegaa basta stop suspender suspenda suspendam interromper interrompa interrompam encerrar encerra encerrem parou_de parando`,
  mine: `meu_numero meu_num meu_nr meu_nome meu_cel meu_celular meu_telefone meu_fone meu_tel meu_tlm meu_telemovel meu_zap meu_whats meu_whatsapp meu_contato meu_contacto minha_linha
    este_numero esse_numero este_nr esse_nr este_telefone esse_telefone este_contacto esse_contato meus_dados nossos_dados nosso_numero nosso_contato meu_cadastro meu_registo este_tlm`,
  junk: `coisas coisa treta tretas papo conversa lixo palhacada cenas cena bobagem bobagens besteiras besteira spams campanha campanhas novidades`,
  halt: `pare parem parar pararem parai paren cessem cesse cessar corta cortem corte cortar desliga desliguem desligue desativa desativem desative desactivem suspendam suspenda
    interrompam interrompa encerrem encerra encerre acabem terminem deixem cancelem`,
  phone: `numero nr num telefone tel celular cel tlm telemovel zap whats linha chip fone contato contacto telefone`,
  elsewhere: `exame matricula natacao curso academia ginasio netflix spotify canal jornal revista youtube facebook instagram linkedin evento corrida maratona concurso vestibular sorteio aula aulas
    mensalidade seguro escola piscina estacionamento consorcio_meu google amazon metro onibus comboio`,
  product: `pedido pedidos consulta consultas reserva reservas agendamento compra compras entrega entregas pacote pagamento cobranca cartao voo passagem ingresso ingressos produto produtos item itens carrinho fatura
    contrato plano seguro aula aulas mesa hotel viagem guerra violencia corrupcao fumar beber assinatura_da internet linha academia conta horario exame luz encomenda marcacao netflix hora onibus corrida carro boleto curso`,
};

export const PT_SLIPS: readonly string[] = [
  'mensagens',
  'mensagem',
  'mandar',
  'receber',
  'enviar',
  'numero',
  'remover',
  'quero',
  'parem',
  'notificacoes',
  'propaganda',
  'descadastrar',
  'publicidade',
  'promocoes',
  'excluir',
  'apaguem',
  'contactar',
];
