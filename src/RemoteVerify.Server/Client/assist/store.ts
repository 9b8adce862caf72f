// The queue of a service point, in IndexedDB. An item is sealed before it comes here: the machine can show how many wait and since when, and nothing else.

/** slip: the code on the person's paper, of a new dossier; after: the dossier that must be there first; done: what became of a dossier that was sent, without its content. */
export type Item = { id: string; sealed?: ArrayBuffer; at: number; trouble?: string; slip?: string; after?: string; done?: string };

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("point", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function act<T>(mode: IDBTransactionMode, what: (items: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction("items", mode);
      const asked = what(transaction.objectStore("items"));
      // On disk only when the transaction is complete.
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Oldest first. */
export async function list(): Promise<Item[]> { return (await act("readonly", items => items.getAll() as IDBRequest<Item[]>)).sort((a, b) => a.at - b.at); }

export async function put(item: Item): Promise<void> { await act("readwrite", items => items.put(item)); }

export async function remove(id: string): Promise<void> { await act("readwrite", items => items.delete(id)); }
