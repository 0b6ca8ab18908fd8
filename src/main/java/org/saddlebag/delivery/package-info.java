/**
 * The promise: nothing is lost and nothing is half delivered, whenever the process dies.
 *
 * <p>Does: check and read source files; expand object keys; deliver sealed content and judge the
 * store's proof; keep journal and receipts; stage, publish and remember what came back; release
 * delivered sources and park failed ones, files and objects. Does not: encrypt, speak HTTP, decide
 * when to try again. May import: {@code envelope}, {@code s3}, {@code errors}, values of {@code
 * keys} and {@code format}, Jackson for JSON lines.
 *
 * <p>The order of acts on the way to S3, each durable before the next begins: journal {@code begun}
 * (with the delivery id that also goes into the object's metadata) - put - proof - journal {@code
 * delivered} - source released - journal {@code released}. The line {@code delivered} holds the
 * receipt, which is written to its own file at once and synced there before the journal forgets the
 * delivery. A process that died in between finds its place by the last of these lines: without
 * {@code delivered} it asks the store for the delivery id; with it, it never sends again.
 *
 * <p>One wait is saved: {@code begun} need only outlive the process, not the machine, where the
 * next attempt would come to the same id and the same key and the store refuses what is taken: it
 * finds its object without the journal then. And deliveries end together: one sync of the audit
 * trail and one of the journal do for all that were proven meanwhile. An id whose object was not
 * proven is given up for another, so that nobody finds that object by it.
 *
 * <p>A source is a file or a message ({@link org.saddlebag.delivery.DeliverySource}). A file stays
 * on this node until it is released: the journal knows its attempts, and its delivery id follows
 * from flow, path, size, times and inode. A message may come again anywhere: its delivery id and
 * its object key follow from flow and message id, and its object in the store is the proof that
 * holds on every node. Its release is the broker's commit. A file that a message names has the
 * message's identity: it is deleted before that commit, and needed no more once the object is
 * there. Messages that are delivered together are known by their ids in their order; as they may
 * come again in other company, this node notes them before the first byte is sent, and forgets them
 * when the broker has ({@link org.saddlebag.delivery.MessageBatches}). Nodes that share a flow note
 * them where all can read it ({@link org.saddlebag.delivery.BatchRegister}); the object appears by
 * a request of its own then, before which its node makes sure that nobody has taken the batch over,
 * and which whoever has can make void.
 *
 * <p>On the way back: staged and verified - journal {@code publishing} (with the staged file's
 * inode) - file and directory synced around one link or rename - remembered. A process that died in
 * between recognises its file under the final name by that inode.
 *
 * <p>What fails for good, either way, has its reason on the disk before anybody is told; a process
 * that died before tries it again.
 */
package org.saddlebag.delivery;
