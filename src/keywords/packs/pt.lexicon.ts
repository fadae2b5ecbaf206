import { NAMES } from './names.js';

/** Word classes of the Portuguese patterns, Brazilian and European. */
export const PT_LEXICON: Readonly<Record<string, string>> = {
  names: NAMES,
  about:
    'mensagens mensagem sms torpedo torpedos msg msgs promocoes promocao propaganda propagandas por favor de da das dos do lista alertas notificacoes tudo ja isso disso inmediatamente imediatamente obrigado quero grupo cadastro me eu pfv',
  stop: `para pare parem parar parai deixa deixe deixem deixar cessa cesse cessem cessar chega chegaa basta stop suspender suspenda suspendam interromper interrompa interrompam encerrar encerra encerrem pára parou_de parando`,
  sending: `mandar mandarem mandando enviar enviarem enviando escrever escreverem escrevendo incomodar incomodando perturbar perturbando encher enchendo contactar contatar contatando ligar ligando importunar
    importunando spammar spamar torrar torrando atazanar amolar chatear chateando mandarme enviarme encher_o_saco encher_saco enxer mandare mensagem mensagens me_mandar`,
  send: `mandem mande mandes mandar manda mandam enviem envie envies enviar envia escrevam escreva escrever escrevas contatem contate contactem contacte contatar contactar liguem ligue ligar incomodem incomode incomodar
    perturbem perturbe perturbar perturba encham encha encher importunem mandarem enviarem enviem-me chateiem chateie incomoda amole amolem`,
  message: `mensagem mensagens mensagen msg msgs msgm sms torpedo torpedos texto textos notificacao notificacoes alerta alertas promo promos promocao promocoes propaganda propagandas publicidade
    anuncio anuncios oferta ofertas email emails spam comunicacao comunicacoes comunicados newsletter zap lixo merda merdas porcaria porcarias besteira mensagems menssagem menssagens mensgem avisos`,
  want: 'quero queremos quer desejo desejamos preciso gostaria queria pretendo kero qro interessa interesse quis qero aceito autorizo',
  receive: 'receber recebo recebe ler ver ter saber receba recebendo ouvir reseber',
  myself:
    'me nos meu minha este_numero esse_numero o_numero meu_numero meu_nome meu_telefone meu_celular meu_tel meu_contato meus_dados numero nosso_numero meu_num nome_daqui mim',
  list: 'lista listas base cadastro cadastros sistema grupo contatos contactos agenda banco envio envios mailing registro registros',
  leave: `descadastrar descadastre descadastrem descadastra descadastro desinscrever desinscrevam desinscreva cancelar_inscricao cancelar_cadastro cancelar_assinatura cancelar_recebimento desvincular excluir remover parar_de_receber deixar_de_receber sair sair_da_lista descadastramento anular_subscricao anular_a_subscricao cancelar_a_subscricao`,
  product: `pedido pedidos consulta consultas reserva reservas agendamento compra compras entrega entregas pacote pagamento cobranca cartao voo passagem ingresso ingressos produto produtos item itens carrinho fatura
    contrato plano seguro aula aulas mesa hotel viagem guerra violencia corrupcao fumar beber assinatura_da internet linha academia conta horario exame luz encomenda marcacao netflix hora onibus corrida carro boleto curso`,
};

export const PT_SLIPS: readonly string[] = [
  'mensagens',
  'mensagem',
  'mandar',
  'receber',
  'enviar',
  'descadastrar',
  'numero',
  'remover',
  'quero',
];
