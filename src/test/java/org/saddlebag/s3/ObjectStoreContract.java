package org.saddlebag.s3;

import org.junit.jupiter.api.TestInstance;

/**
 * What every object store must do, whatever stands behind it: one suite for the real servers and
 * for the embedded one, so that the embedded one is proven, not believed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreContract
    implements PutContract,
        StepwisePutContract,
        FailingPutContract,
        GetContract,
        KeyContract,
        ListContract,
        CopyContract,
        EncryptionContract {}
